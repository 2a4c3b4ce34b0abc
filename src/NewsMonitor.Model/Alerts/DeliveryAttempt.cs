namespace NewsMonitor.Model;

/// <summary>One attempt at a delivery, kept for the operator.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="HttpStatus">Status of the answer; null without an answer or for channels without HTTP.</param>
/// <param name="Error">What went wrong, in words; null for a success.</param>
public sealed record DeliveryAttempt(string DeliveryId, int Number, DateTimeOffset At, TimeSpan Duration, int? HttpStatus, string? Error);
