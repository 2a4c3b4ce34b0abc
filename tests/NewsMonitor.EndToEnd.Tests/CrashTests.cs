namespace NewsMonitor.EndToEnd.Tests;

public sealed class CrashTests
{
    /// <summary>
    /// The process is killed again and again while feeds are polled, articles clustered, stories matched and webhooks sent; the moments are
    /// drawn from a seed, between start-up and a few steps of work.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_at_any_moment_it_goes_on_where_it_was(int seed)
    {
        const int Kills = 8;
        var random = new Random(seed);
        await using var scene = await Scene.SetAsync();
        var events = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ServerProcess.ServeAsync(scene.DataDirectory);
            if (kill == 0)
                await scene.SetUpAsync(server);
            for (var happening = 0; happening < 4; happening++)
            {
                scene.Press.Happen(events++);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 250)), TimeProvider.System);
            }

            await server.KillAsync();
            // Work of the killed process is taken up while the next one starts: that is killed now and then, too.
            if (kill % 2 == 1)
                await ServerProcess.KillWhileStartingAsync(scene.DataDirectory, TimeSpan.FromMilliseconds(random.Next(200, 2_000)));
        }

        await using var last = await ServerProcess.ServeAsync(scene.DataDirectory);
        await scene.SettledAsync(last);
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(last, Kills + (Kills / 2));
    }

    [Fact]
    public async Task Killed_while_a_webhook_is_on_its_way_it_sends_it_again_under_the_same_id()
    {
        await using var scene = await Scene.SetAsync();
        scene.Inbox.Open(TimeSpan.FromSeconds(20));
        await using (var server = await ServerProcess.ServeAsync(scene.DataDirectory))
        {
            await scene.SetUpAsync(server);
            scene.Press.Happen(1);
            await TestKit.Eventually.TrueAsync(() => scene.Inbox.Received.Count == 1, "the first attempt is under way");
            await server.KillAsync();
        }

        scene.Inbox.Open(TimeSpan.Zero);
        await using var again = await ServerProcess.ServeAsync(scene.DataDirectory);
        await scene.SettledAsync(again);

        Assert.Equal(2, scene.Inbox.Received.Count);
        Assert.Single(scene.Inbox.Received.Distinct());
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(again, kills: 1);
    }
}
