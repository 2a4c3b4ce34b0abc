namespace NewsMonitor.Alerts.Queries;

/// <summary>What stands before a colon.</summary>
internal enum QueryField
{
    Title,
    Body,
    Entity,
    Source,
    Domain,
    Language,
    Country,
    Category,
    Feed,
    Tag,
    Is,
}
