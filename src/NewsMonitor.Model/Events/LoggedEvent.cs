namespace NewsMonitor.Model;

/// <summary>
/// Something that happened, in the order of writing: what <c>/events</c> sends and replays. Written in the transaction that made it happen.
/// </summary>
/// <param name="Sequence">The <c>id</c> of the server-sent event.</param>
/// <param name="Type">One of <see cref="LoggedEventTypes"/>.</param>
/// <param name="Subject">Id of the thing it is about.</param>
/// <param name="Data">A JSON object.</param>
public sealed record LoggedEvent(long Sequence, DateTimeOffset At, string Type, string Subject, string Data);
