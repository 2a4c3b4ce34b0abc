using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;
using Orleans.Concurrency;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

/// <summary>An error of our own that has to cross a call whole.</summary>
[GenerateSerializer]
public sealed class ShelfException(string message, string shelf) : Exception(message)
{
    [Id(0)]
    public string Shelf { get; } = shelf;
}

public interface IShop : IGrainWithStringKey
{
    Task<int> FailAtOnce();

    Task<int> FailAfterAwait();

    ValueTask<int> FailByTask();

    Task<string> Work();

    Task Wait(string gate, CancellationToken cancellationToken);

    [ResponseTimeout("00:00:01")]
    Task Hurry(string gate);

    [OneWay]
    Task Tell(string gate, CancellationToken cancellationToken);

    [OneWay]
    Task TellBadly();
}

public sealed class ShopGrain(Scene scene) : Grain, IShop
{
    public Task<int> FailAtOnce() => throw new ShelfException("empty", "A3");

    public async Task<int> FailAfterAwait()
    {
        await Task.Yield();
        throw new ShelfException("empty", "A3");
    }

    public ValueTask<int> FailByTask() => ValueTask.FromException<int>(new ShelfException("empty", "A3"));

    public Task<string> Work() => Task.FromResult("done");

    public async Task Wait(string gate, CancellationToken cancellationToken)
    {
        scene.Note($"{gate} begins");
        try
        {
            await scene.Gate(gate).PassAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            scene.Note($"{gate} cancelled");
            throw;
        }
    }

    public async Task Hurry(string gate)
    {
        scene.Note($"{gate} begins");
        await scene.Gate(gate).PassAsync();
        scene.Note($"{gate} ends");
    }

    public async Task Tell(string gate, CancellationToken cancellationToken)
    {
        await scene.Gate(gate).PassAsync(cancellationToken);
        scene.Note($"{gate} told");
    }

    public Task TellBadly()
    {
        scene.Note("told badly");
        throw new ShelfException("empty", "A3");
    }
}

public sealed class OutcomeTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task What_a_grain_throws_reaches_its_caller_whole()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        foreach (var call in new Func<Task<int>>[] { grain.FailAtOnce, grain.FailAfterAwait, () => grain.FailByTask().AsTask() })
        {
            var error = await Assert.ThrowsAsync<ShelfException>(call);
            Assert.Equal(("empty", "A3"), (error.Message, error.Shelf));
        }

        Assert.Equal("done", await grain.Work());
    }

    [Fact]
    public async Task A_cancelled_token_ends_the_callers_wait_and_reaches_the_callee()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        using var source = new CancellationTokenSource();
        var call = grain.Wait("till", source.Token);
        await _scene.ReachedAsync("till");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon("the cancelled call"));
        await _scene.NotedAsync("till cancelled");
        Assert.Equal("done", await grain.Work().Soon("a call after the cancelled one"));
    }

    [Fact]
    public async Task A_call_with_a_token_that_is_cancelled_already_is_not_made()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await grain.Wait("till", new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await grain.Tell("till", new CancellationToken(canceled: true)));
        await grain.Work();
        Assert.Empty(_scene.Notes);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_for_its_turn_does_nothing()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        using var source = new CancellationTokenSource();
        var first = grain.Wait("first", CancellationToken.None);
        await _scene.ReachedAsync("first");
        var second = grain.Wait("second", source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon("the cancelled call"));
        _scene.Gate("first").Open();
        await first.Soon("the first call");
        await grain.Work().Soon("a call after both");

        // The news of the cancellation may come late: then the call begins, and learns it from its token.
        Assert.True(_scene.Notes is ["first begins"] or ["first begins", "second begins", "second cancelled"], string.Join(" | ", _scene.Notes));
    }

    [Fact]
    public async Task After_the_deadline_the_caller_knows_nothing_and_the_call_goes_on()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        var call = grain.Hurry("counter");
        await _scene.ReachedAsync("counter");

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon("the deadline"));

        Assert.Equal(["counter begins"], _scene.Notes);
        _scene.Gate("counter").Open();
        await _scene.NotedAsync("counter ends");
        Assert.Equal("done", await grain.Work().Soon("a call after it"));
    }

    [Fact]
    public async Task A_call_whose_deadline_passes_while_it_waits_for_its_turn_never_runs()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        var first = grain.Wait("first", CancellationToken.None);
        await _scene.ReachedAsync("first");

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Hurry("second").Soon("the deadline"));
        _scene.Gate("second").Open();
        _scene.Gate("first").Open();
        await first.Soon("the first call");
        await grain.Work().Soon("a call after both");

        Assert.Equal(["first begins"], _scene.Notes);
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_is_done()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        await grain.Tell("ear", CancellationToken.None).Soon("the one-way call");
        Assert.Empty(_scene.Notes);
        _scene.Gate("ear").Open();
        await _scene.NotedAsync("ear told");
    }

    [Fact]
    public async Task A_one_way_call_hides_its_error_from_the_caller()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IShop>("a");
        await grain.TellBadly();
        await _scene.NotedAsync("told badly");
        Assert.Equal("done", await grain.Work());
    }

    private Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => services.AddSingleton(_scene));
}
