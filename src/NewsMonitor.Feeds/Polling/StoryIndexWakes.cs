using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>Tells story indexes of new articles. Those are stored as pending: a wake that is lost costs a sweep, not an article.</summary>
public sealed partial class StoryIndexWakes(IGrainFactory grains, ILogger<StoryIndexWakes> logger)
{
    /// <summary>Does not throw: whatever stops a wake, what was stored is stored.</summary>
    public async Task WakeAsync(IEnumerable<string> languages)
    {
        foreach (var language in languages)
        {
            try
            {
                await grains.GetGrain<IStoryIndexGrain>(language).WakeAsync(CancellationToken.None);
            }
#pragma warning disable CA1031 // Whatever it is, the articles are stored.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogWakeLost(logger, e, language);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The story index of language {Language} could not be woken; its sweep finds the articles")]
    private static partial void LogWakeLost(ILogger logger, Exception exception, string language);
}
