namespace NewsMonitor.Model;

/// <summary>What a subscriber is told of an endpoint.</summary>
/// <param name="EndpointId">The endpoint that it is about; the notice goes to others.</param>
/// <param name="Channel">The endpoint's type.</param>
/// <param name="Where">Where the endpoint delivers, for people and without secrets; null where that would tell one.</param>
/// <param name="Reason">What happened, in a sentence.</param>
public sealed record AlertNotice(string EndpointId, string Channel, string? Where, string Reason);
