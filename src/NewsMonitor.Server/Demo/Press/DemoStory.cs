namespace NewsMonitor.Server.Demo.Press;

/// <summary>One invented (or, for the call and the visit, retold) event and everything that the outlets publish about it.</summary>
/// <param name="Id">Name of its file.</param>
/// <param name="Name">The file's heading.</param>
public sealed record DemoStory(string Id, string Name, DemoArticle[] Articles);
