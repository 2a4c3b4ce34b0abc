namespace NewsMonitor.Feeds.Identity;

/// <summary>A link without what only counts who follows it, so that the same article has the same link in every poll.</summary>
internal static class CanonicalLink
{
    private static readonly HashSet<string> Tracking = new(
        ["fbclid", "gclid", "dclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "ns_campaign",
            "ns_mchannel", "ns_source", "ns_linkname", "cmpid", "ocid", "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3",
            "at_custom4", "wt_mc", "xtor", "spm", "s_cid", "smid", "ftag", "icid", "ncid", "taid", "guccounter"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The link without <c>utm_*</c> and other tracking parameters; everything else byte for byte.</summary>
    public static string Of(string link)
    {
        var query = link.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
            return WithoutTrackingFragment(link);
        var fragment = link.IndexOf('#', query);
        var end = fragment < 0 ? link.Length : fragment;
        var parameters = link[(query + 1)..end];
        var kept = string.Join('&', parameters.Split('&').Where(static parameter => !IsTracking(parameter)));
        if (kept.Length == parameters.Length)
            return WithoutTrackingFragment(link);
        return WithoutTrackingFragment(string.Concat(link.AsSpan(0, query), kept.Length > 0 ? "?" : "", kept, link.AsSpan(end)));
    }

    private static bool IsTracking(string parameter)
    {
        var name = parameter.AsSpan();
        if (name.IndexOf('=') is var equals and >= 0)
            name = name[..equals];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Tracking.Contains(name.ToString());
    }

    // "#utm_source=...", "#xtor=..." ; other fragments may tell articles of one page apart.
    private static string WithoutTrackingFragment(string link)
    {
        var fragment = link.IndexOf('#', StringComparison.Ordinal);
        return fragment >= 0 && IsTracking(link[(fragment + 1)..]) ? link[..fragment] : link;
    }
}
