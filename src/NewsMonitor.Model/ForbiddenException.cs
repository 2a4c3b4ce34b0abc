namespace NewsMonitor.Model;

/// <summary>The request is understood, and its sender may not have it. HTTP answers 403 (RFC 9110 section 15.5.4).</summary>
public sealed class ForbiddenException(string message) : Exception(message);
