using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>What programs are told of an occasion.</summary>
public static class AlertTypes
{
    /// <summary>The <c>type</c> of a webhook's body.</summary>
    public static string Of(AlertOccasion occasion) => occasion switch
    {
        AlertOccasion.New => "story.new",
        AlertOccasion.Developed => "story.developed",
        AlertOccasion.Corrected => "story.corrected",
        AlertOccasion.Digest => "stories.digest",
        AlertOccasion.More => "stories.more",
        AlertOccasion.Notice => "endpoint.disabled",
        _ => throw new ArgumentOutOfRangeException(nameof(occasion), occasion, "There is no such occasion."),
    };
}
