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
