namespace NewsMonitor.Model;

/// <summary>What there is to tell.</summary>
public enum AlertOccasion
{
    /// <summary>The story began, as far as this subscriber is concerned: webhook type <c>story.new</c>. Once per subscriber and story.</summary>
    New,

    /// <summary>The story developed materially since the alert before: webhook type <c>story.developed</c>.</summary>
    Developed,

    /// <summary>What was told of the story is no longer right: it was merged, split or retracted. Webhook type <c>story.corrected</c>.</summary>
    Corrected,

    /// <summary>Several stories told together: what a digest window or quiet hours held. Webhook type <c>stories.digest</c>.</summary>
    Digest,

    /// <summary>Several stories told together because the subscriber's rate cap was reached, "and N more": webhook type <c>stories.more</c>.</summary>
    More,

    /// <summary>About an endpoint, of no story: webhook type <c>endpoint.disabled</c>.</summary>
    Notice,
}
