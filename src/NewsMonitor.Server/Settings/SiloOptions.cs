namespace NewsMonitor.Server.Settings;

/// <summary>Names of the settings of a silo, <c>NewsMonitor:Silo:...</c>. Only the Orleans build heeds them: the local one runs all grains in this process.</summary>
public sealed record SiloOptions
{
    /// <summary>Silos with the same cluster id (and database) work together.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Identity of the service across clusters.</summary>
    public string? ServiceId { get; init; }

    /// <summary>IP address at which the other silos reach this one; an address of this host when not set.</summary>
    public string? Address { get; init; }

    /// <summary>TCP port for the other silos.</summary>
    public int? Port { get; init; }

    /// <summary>TCP port for clients of the cluster.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>Sentences that say which settings are wrong, and why.</summary>
    public IEnumerable<string> Validate()
    {
        if (Address is not null && !System.Net.IPAddress.TryParse(Address, out _))
            yield return $"Address is '{Address}', which is not an IP address.";
        if (Port is < 1 or > 65535)
            yield return $"Port is {Port}; it must be between 1 and 65535.";
        if (GatewayPort is < 1 or > 65535)
            yield return $"GatewayPort is {GatewayPort}; it must be between 1 and 65535.";
    }
}
