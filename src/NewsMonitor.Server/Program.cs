using System.CommandLine;
using NewsMonitor.Server.Commands;

// One line a command; what to do when none is named is `serve`.
var root = new RootCommand("NewsMonitor watches news feeds and tells each subscriber about each story once. Without a command it serves.")
{
    ServeCommand.Create(),
    ParseCommand.Create(),
    ClusterCommand.Create(),
    QueryCommand.Create(),
    OpmlCommand.Create(),
    DemoCommand.Create(),
};
ServeCommand.Describe(root);

return await CommandLine.RunAsync(root, args);
