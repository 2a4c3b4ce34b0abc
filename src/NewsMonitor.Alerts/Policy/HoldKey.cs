using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>The keys under which what is held is told together: <c>occasion:window</c>. Equal for everything that one window holds.</summary>
public static class HoldKey
{
    /// <param name="occasion"><see cref="AlertOccasion.Digest"/> or <see cref="AlertOccasion.More"/>.</param>
    /// <param name="window">Names the window among the subscriber's windows, for example by its rule and its end.</param>
    public static string Create(AlertOccasion occasion, string window) => occasion switch
    {
        AlertOccasion.Digest => $"digest:{window}",
        AlertOccasion.More => $"more:{window}",
        _ => throw new ArgumentOutOfRangeException(nameof(occasion), occasion, "Only a digest and \"and N more\" tell of several stories."),
    };

    /// <summary>The occasion of the alert that tells of what a key holds.</summary>
    public static AlertOccasion Occasion(string key) =>
        key.StartsWith("more:", StringComparison.Ordinal) ? AlertOccasion.More : AlertOccasion.Digest;
}
