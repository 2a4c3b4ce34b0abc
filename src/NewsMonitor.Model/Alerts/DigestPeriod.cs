namespace NewsMonitor.Model;

public enum DigestPeriod
{
    Hourly,

    Daily,

    Weekly,
}
