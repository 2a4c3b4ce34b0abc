using Microsoft.Extensions.Configuration;
using NewsMonitor.Model;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Tests.Settings;

public sealed class ServerSettingsTests
{
    [Fact]
    public void Without_settings_the_defaults_hold() => Assert.Equal(new ServerOptions(), Read().Server);

    [Fact]
    public void Settings_of_every_room_are_bound_by_their_names()
    {
        var settings = Read(
            ("NewsMonitor:DataDirectory", "/var/lib/news"),
            ("newsmonitor:events:keepatmost", "500"),
            ("NewsMonitor:Storage:MaximumBytes", "2097152"),
            ("NewsMonitor:Feeds:HostSpacing", "00:00:02"),
            ("NewsMonitor:Stories:Threshold", "3.5"),
            ("NewsMonitor:Alerts:AllowPrivateNetworks", "true"));

        Assert.Equal("/var/lib/news", settings.Server.DataDirectory);
        Assert.Equal(500, settings.Events.KeepAtMost);
        Assert.Equal(2_097_152, settings.Storage.MaximumBytes);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Feeds.HostSpacing);
        Assert.Equal(3.5, settings.Stories.Threshold);
        Assert.True(settings.Alerts.AllowPrivateNetworks);
    }

    [Theory]
    [InlineData("NewsMonitor:Feeds:MinimumIntervall", "00:00:01", "NewsMonitor:Feeds:MinimumIntervall is not a setting. The nearest one is NewsMonitor:Feeds:MinimumInterval.")]
    [InlineData("NewsMonitor:MinimumInterval", "00:00:01", "NewsMonitor:MinimumInterval is not a setting. The nearest one is NewsMonitor:Feeds:MinimumInterval.")]
    [InlineData("NewsMonitor:ApiKeys", "x", "NewsMonitor:ApiKeys is not a setting. The nearest one is NewsMonitor:ApiKey.")]
    [InlineData("NewsMonitor:Feeds:HostSpacing", "5", "NewsMonitor:Feeds:HostSpacing is '5', which would be 5 days.")]
    [InlineData("NewsMonitor:Feeds:HostSpacing", "soon", "NewsMonitor:Feeds:HostSpacing is 'soon', which is not a time span; write hours:minutes:seconds, for example 00:00:05.")]
    [InlineData("NewsMonitor:Feeds:AllowPrivateNetworks", "perhaps", "NewsMonitor:Feeds:AllowPrivateNetworks is 'perhaps', which is not true or false.")]
    [InlineData("NewsMonitor:Feeds:HostConcurrency", "many", "NewsMonitor:Feeds:HostConcurrency is 'many', which is not a whole number.")]
    [InlineData("NewsMonitor:Feeds:HostConcurrency", "0", "NewsMonitor:Feeds:HostConcurrency is 0; at least 1.")]
    [InlineData("NewsMonitor:Stories:Candidates", "1", "NewsMonitor:Stories:Candidates is 1; it must be 2 to 200.")]
    [InlineData("NewsMonitor:Alerts:SettleWindow", "-00:00:01", "NewsMonitor:Alerts:SettleWindow is -00:00:01;")]
    [InlineData("NewsMonitor:Storage:MaximumBytes", "12", "NewsMonitor:Storage:MaximumBytes is 12; it must be 1048576 or more.")]
    [InlineData("NewsMonitor:Storage:PostgreSql", "Host=db", "NewsMonitor:Storage:PostgreSql is set, but this build stores in SQLite only")]
    [InlineData("NewsMonitor:Events:AlertReplay", "0", "NewsMonitor:Events:AlertReplay is 0; it must be 1 or more.")]
    [InlineData("NewsMonitor:Access:RequestsPerMinute", "0", "NewsMonitor:Access:RequestsPerMinute is 0; it must be between 1 and 1000000.")]
    [InlineData("NewsMonitor:Access:RequestBurst", "0", "NewsMonitor:Access:RequestBurst is 0; it must be between 1 and 1000000.")]
    [InlineData("NewsMonitor:Access:ConcurrentRequests", "0", "NewsMonitor:Access:ConcurrentRequests is 0; it must be 1 or more.")]
    [InlineData("NewsMonitor:Access:KeyRecheck", "02:00:00", "NewsMonitor:Access:KeyRecheck is 02:00:00; it must be between 00:00:01 and 01:00:00.")]
    [InlineData("NewsMonitor:Access:KeysPerSubscriber", "0", "NewsMonitor:Access:KeysPerSubscriber is 0; it must be 1 or more.")]
    [InlineData("NewsMonitor:Access:KeyOverlap", "31.00:00:00", "NewsMonitor:Access:KeyOverlap is 31.00:00:00; it must be between 00:00:00 and 30.00:00:00.")]
    [InlineData("NewsMonitor:Access:LastUsedStep", "00:00:00.5", "NewsMonitor:Access:LastUsedStep is 00:00:00.5000000; it must be between 00:00:01 and 1.00:00:00.")]
    [InlineData("NewsMonitor:Access:IdempotencyAge", "8.00:00:00", "NewsMonitor:Access:IdempotencyAge is 8.00:00:00; it must be between 00:01:00 and 7.00:00:00.")]
    [InlineData("NewsMonitor:Access:IdempotencyClaim", "02:00:00", "NewsMonitor:Access:IdempotencyClaim is 02:00:00; it must be between 00:00:01 and 01:00:00.")]
    [InlineData("NewsMonitor:Access:IdempotencyKeys", "0", "NewsMonitor:Access:IdempotencyKeys is 0; it must be 1 or more.")]
    [InlineData("NewsMonitor:Access:IdempotencyAnswerBytes", "100", "NewsMonitor:Access:IdempotencyAnswerBytes is 100; it must be between 1024 and 67108864.")]
    [InlineData("NewsMonitor:ApiKey", "secret", "NewsMonitor:ApiKey is shorter than 16 characters")]
    [InlineData("NewsMonitor:DataDirectory", " ", "NewsMonitor:DataDirectory is empty")]
    [InlineData("NewsMonitor:Sweep", "01:00:00", "NewsMonitor:Sweep is 01:00:00; it must be between 00:00:00.1 and 00:05:00.")]
    public void A_wrong_setting_is_refused_with_a_sentence_that_names_it(string key, string value, string sentence)
    {
        var error = Assert.Throws<InvalidInputException>(() => Read((key, value)));

        Assert.StartsWith(sentence, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        var error = Assert.Throws<InvalidInputException>(() => Read(("NewsMonitor:Swep", "00:00:01"), ("NewsMonitor:Events:KeepAtMost", "all"), ("NewsMonitor:StopTimeout", "3")));

        Assert.Equal(3, error.Message.Split('\n').Length);
    }

    [Fact]
    public void Settings_of_others_are_none_of_our_business() => Assert.NotNull(Read(("Logging:LogLevel:Default", "Warning"), ("Elsewhere:Feeds", "1")));

    private static ServerSettings Read(params (string Key, string Value)[] settings) =>
        ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
