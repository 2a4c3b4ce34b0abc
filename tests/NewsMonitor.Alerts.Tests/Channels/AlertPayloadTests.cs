using System.Text.Json;
using System.Text.Json.Nodes;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Channels;

/// <summary>Receivers program against this body: a change of it shows in the diff of story.new.json.</summary>
public sealed class AlertPayloadTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_payload_is_the_checked_in_one()
    {
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "story.new.json"));
        var rendered = JsonNode.Parse(AlertPayload.Render(Message(AlertOccasion.New)))!.ToJsonString(Indented);
        Assert.Equal(expected, rendered + "\n", ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_follow_up_says_so_in_its_type() =>
        Assert.Equal("story.developed", (string?)JsonNode.Parse(AlertPayload.Render(Message(AlertOccasion.Developed)))!["type"]);

    [Fact]
    public async Task Stories_told_together_are_listed_in_the_checked_in_way()
    {
        var first = Message(AlertOccasion.New);
        var message = new AlertMessage(
            new Alert
            {
                Id = "alert_3v8h2p6t0m4k9c7x1z5r8y2q6w",
                Subscriber = "desk",
                Occasion = AlertOccasion.Digest,
                Created = Start.AddHours(8),
                Subscriptions = ["sub_1"],
                Why = ["Quiet until 2024-10-08T17:00:00Z.", "2 stories were held and are told together."],
                Parts = [first.Alert.Id, "alert_2"],
            },
            first.Subscriptions,
            [])
        {
            Parts = [first with { Articles = [first.Articles[0]] }],
            Stories = 2,
        };
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "stories.digest.json"));
        Assert.Equal(expected, JsonNode.Parse(AlertPayload.Render(message))!.ToJsonString(Indented) + "\n", ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_notice_tells_of_an_endpoint_and_of_no_story()
    {
        var alert = Alert(AlertOccasion.Notice, 1, Start) with { StoryId = null, Story = null, Notice = new AlertNotice("end_1", "webhook", "https://a.example", "It failed for five days.") };
        var body = JsonNode.Parse(AlertPayload.Render(new AlertMessage(alert, [], [])))!;
        Assert.Equal("endpoint.disabled", (string?)body["type"]);
        Assert.Null(body["data"]!["story"]);
        Assert.Equal("It failed for five days.", (string?)body["data"]!["endpoint"]!["reason"]);
    }

    [Fact]
    public void A_follow_up_names_the_alerts_that_it_follows()
    {
        var message = Message(AlertOccasion.Developed);
        var body = JsonNode.Parse(AlertPayload.Render(message with { Alert = message.Alert with { Follows = ["alert_1"] } }))!;
        Assert.Equal("alert_1", (string?)body["data"]!["follows"]![0]);
    }

    private static AlertMessage Message(AlertOccasion occasion)
    {
        var alert = Alert(occasion, 2, Start.AddSeconds(30)) with
        {
            Id = "alert_06x4a1k9c2w8dz7n5r3y0q1v2b",
            Story = Story(2) with { Url = "https://a.example/call", FirstSeen = Start.ToOffset(TimeSpan.FromHours(8)) },
            Why = ["2 independent sources.", "The call: raimondo in the title: Raimondo and Wang hold “candid” phone call"],
        };
        return new AlertMessage(
            alert,
            [Subscription("The call") with { Id = "sub_1" }],
            [
                Article("art_1", "Raimondo and Wang hold “candid” phone call", source: "a.example"),
                Article("art_2", "雷蒙多与王文涛通话", source: "b.example") with { Url = null, Published = null },
            ]);
    }
}
