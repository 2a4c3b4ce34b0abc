using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

public sealed class StopTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Told_to_stop_it_ends_with_0_and_keeps_what_it_accepted(int seed)
    {
        var random = new Random(seed);
        await using var scene = await Scene.SetAsync();
        await using (var server = await ServerProcess.ServeAsync(scene.DataDirectory))
        {
            await scene.SetUpAsync(server);
            for (var number = 0; number < 6; number++)
            {
                scene.Press.Happen(number);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 200)), TimeProvider.System);
            }

            Assert.Equal(0, await server.TerminateAsync());
        }

        await using var again = await ServerProcess.ServeAsync(scene.DataDirectory);
        await scene.SettledAsync(again);
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(again, kills: 0);
    }

    [Fact]
    public async Task Every_request_that_was_answered_is_kept()
    {
        await using var scene = await Scene.SetAsync();
        var accepted = new ConcurrentBag<string>();
        await using (var server = await ServerProcess.ServeAsync(scene.DataDirectory))
        {
            var posting = Enumerable.Range(0, 4).Select(line => Task.Run(() => PostUntilGoneAsync(server, line, accepted))).ToArray();
            await Eventually.TrueAsync(() => accepted.Count >= 40, "forty feeds are accepted");

            Assert.Equal(0, await server.TerminateAsync());
            await Task.WhenAll(posting).Soon("nobody answers any more");
        }

        await using var again = await ServerProcess.ServeAsync(scene.DataDirectory);
        var kept = (await again.AllAsync("/api/v1/feeds")).Select(feed => feed.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(accepted, id => !kept.Contains(id));
    }

    private static async Task PostUntilGoneAsync(ServerProcess server, int line, ConcurrentBag<string> accepted)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                // A port where nobody listens: the feed is refused at once, which is no matter here.
                using var content = new StringContent($$"""{"url": "http://127.0.0.1:9/{{line}}/{{number}}"}""", Encoding.UTF8, "application/json");
                using var response = await server.Http.PostAsync("/api/v1/feeds", content);
                if (!response.IsSuccessStatusCode)
                    return;
                using var feed = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                accepted.Add(feed.RootElement.GetProperty("id").GetString()!);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or ObjectDisposedException or JsonException)
        {
            // Gone.
        }
    }
}
