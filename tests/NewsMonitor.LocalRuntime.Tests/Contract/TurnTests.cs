using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface IDesk : IGrainWithStringKey
{
    Task<int> Number(int number);

    Task Stop(string gate);

    Task<bool> StaysOnItsScheduler();

    Task<int> MostAtOnce();

    Task Stumble();
}

public sealed class DeskGrain(Scene scene) : Grain, IDesk
{
    private int _inside;
    private int _most;

    public Task<int> Number(int number)
    {
        scene.Note($"{number}");
        return Task.FromResult(number);
    }

    public async Task Stop(string gate)
    {
        scene.Note($"{gate} begins");
        await scene.Gate(gate).PassAsync();
        scene.Note($"{gate} ends");
    }

    public async Task<bool> StaysOnItsScheduler()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        return before != TaskScheduler.Default && before == afterYield && before == TaskScheduler.Current;
    }

    public Task<int> MostAtOnce() => Task.FromResult(_most);

    public async Task Stumble()
    {
        _most = Math.Max(_most, ++_inside);
        for (var i = 0; i < 5; i++)
        {
            await Task.Yield();
            await Task.Run(() => { });
        }

        _inside--;
    }
}

public sealed class TurnTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task A_call_waits_while_another_awaits()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IDesk>("a");
        var first = grain.Stop("first");
        await _scene.ReachedAsync("first");
        var second = grain.Stop("second");
        _scene.Gate("second").Open();
        // By the time that another grain has answered this often, a call that does not wait would have begun.
        for (var i = 0; i < 100; i++)
            await host.Grains.GetGrain<IDesk>("b").MostAtOnce();

        _scene.Gate("first").Open();
        await Task.WhenAll(first, second).Soon("both calls");

        Assert.Equal(["first begins", "first ends", "second begins", "second ends"], _scene.Notes);
    }

    [Fact]
    public async Task However_many_call_one_turn_runs_at_a_time()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IDesk>("a");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.Stumble)));
        Assert.Equal(1, await grain.MostAtOnce());
    }

    [Fact]
    public async Task Awaits_come_back_to_the_activation()
    {
        await using var host = await StartAsync();
        Assert.True(await host.Grains.GetGrain<IDesk>("a").StaysOnItsScheduler());
    }

    [Fact]
    public async Task Calls_of_one_caller_run_in_the_order_in_which_they_were_made()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IDesk>("a");
        await grain.MostAtOnce();
        int[] numbers = [.. Enumerable.Range(0, 2000)];

        await Task.WhenAll(numbers.Select(grain.Number));

        Assert.Equal(numbers.Select(n => $"{n}"), _scene.Notes);
    }

    [Fact]
    public async Task Different_grains_run_side_by_side()
    {
        await using var host = await StartAsync();
        var first = host.Grains.GetGrain<IDesk>("a").Stop("first");
        var second = host.Grains.GetGrain<IDesk>("b").Stop("second");
        await _scene.ReachedAsync("first");
        await _scene.ReachedAsync("second");
        _scene.Gate("first").Open();
        _scene.Gate("second").Open();
        await Task.WhenAll(first, second).Soon("both calls");
    }

    private Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => services.AddSingleton(_scene));
}
