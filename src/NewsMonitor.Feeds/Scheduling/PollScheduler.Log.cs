using Microsoft.Extensions.Logging;

namespace NewsMonitor.Feeds.Scheduling;

public sealed partial class PollScheduler
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Polling of shard {Shard} stops until the store takes writes again: {Error}")]
    private static partial void LogIntakeStopped(ILogger logger, int shard, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Polling of shard {Shard} goes on: the store takes writes again")]
    private static partial void LogIntakeResumed(ILogger logger, int shard);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} polls again after a stop: of {Due} due feeds, {Moved} are polled later, over {Span}")]
    private static partial void LogRecovery(ILogger logger, int shard, int due, int moved, string span);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard}: the next polls of {Feeds} feeds were more than {Span} from now, as after a clock that was ahead; they are due at once")]
    private static partial void LogBroughtForward(ILogger logger, int shard, int feeds, string span);

    [LoggerMessage(Level = LogLevel.Information, Message = "Feed {Feed} was not polled and is still due: {Reason}")]
    private static partial void LogPollRejected(ILogger logger, string feed, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Feed {Feed} could not be polled")]
    private static partial void LogPollLost(ILogger logger, Exception exception, string feed);
}
