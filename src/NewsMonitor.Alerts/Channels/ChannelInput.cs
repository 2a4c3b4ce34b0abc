namespace NewsMonitor.Alerts.Channels;

/// <summary>A channel as a subscriber writes it.</summary>
/// <param name="Type"><c>webhook</c> or <c>log</c>.</param>
/// <param name="Url">Where to, for a webhook.</param>
/// <param name="Secret">For a webhook, <c>whsec_</c> and base64; null to have one made.</param>
public sealed record ChannelInput(string? Type, string? Url = null, string? Secret = null);
