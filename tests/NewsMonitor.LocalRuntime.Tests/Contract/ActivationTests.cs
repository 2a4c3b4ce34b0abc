using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface ISlowStarter : IGrainWithStringKey
{
    Task<string> State();
}

public sealed class SlowStarterGrain : Grain, ISlowStarter
{
    private readonly Scene _scene;
    private string _state = "constructed";

    public SlowStarterGrain(Scene scene)
    {
        _scene = scene;
        scene.Note($"{this.GetPrimaryKeyString()} constructed");
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _scene.Gate("activation").PassAsync(cancellationToken);
        _state = "activated";
    }

    public Task<string> State() => Task.FromResult(_state);
}

public interface IBrittle : IGrainWithStringKey
{
    Task<string> Call();
}

/// <summary>Fails to activate for as long as the scene says so.</summary>
public sealed class BrittleGrain(Scene scene) : Grain, IBrittle, IDisposable
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await scene.Gate("activation").PassAsync(cancellationToken);
        if (scene.Count("repaired") == 0)
            throw new InvalidOperationException("no database");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        scene.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task<string> Call() => Task.FromResult("works");

    public void Dispose() => scene.Note("disposed");
}

public interface IUnbuildable : IGrainWithStringKey
{
    Task<string> Call();
}

public sealed class UnbuildableGrain : Grain, IUnbuildable
{
    public UnbuildableGrain(Scene scene)
    {
        scene.Note("constructor");
        if (scene.Count("repaired") == 0)
            throw new NotSupportedException("no settings");
    }

    public Task<string> Call() => Task.FromResult("works");
}

public sealed class ActivationTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task Concurrent_first_calls_make_one_activation()
    {
        await using var host = await StartAsync();
        _scene.Gate("activation").Open();
        string[] keys = [.. Enumerable.Range(0, 200).Select(i => $"grain {i}")];

        await Task.WhenAll(keys.SelectMany(key => Enumerable.Range(0, 20)
            .Select(_ => Task.Run(() => host.Grains.GetGrain<ISlowStarter>(key).State()))));

        Assert.Equal(keys.Select(k => $"{k} constructed").Order(), _scene.Notes.Order());
    }

    [Fact]
    public async Task Calls_wait_until_activation_has_ended()
    {
        await using var host = await StartAsync();
        var first = host.Grains.GetGrain<ISlowStarter>("a").State();
        var second = host.Grains.GetGrain<ISlowStarter>("a").State();
        await _scene.ReachedAsync("activation");
        Assert.False(first.IsCompleted || second.IsCompleted);

        _scene.Gate("activation").Open();

        Assert.Equal("activated", await first.Soon("the first call"));
        Assert.Equal("activated", await second.Soon("the second call"));
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_waited_and_the_next_call_tries_afresh()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IBrittle>("a");
        var first = grain.Call();
        var second = grain.Call();
        await _scene.ReachedAsync("activation");
        _scene.Gate("activation").Open();

        Assert.Equal("no database", (await Assert.ThrowsAsync<InvalidOperationException>(() => first.Soon("the first call"))).Message);
        Assert.Equal("no database", (await Assert.ThrowsAsync<InvalidOperationException>(() => second.Soon("the second call"))).Message);

        _scene.Note("repaired");
        Assert.Equal("works", await grain.Call().Soon("a call after the repair"));
        Assert.Equal(0, _scene.Count("deactivated"));
        await _scene.NotedAsync("disposed");
    }

    [Fact]
    public async Task A_failed_constructor_fails_the_call_and_the_next_call_tries_afresh()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IUnbuildable>("a");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Call().Soon("the call"));
        Assert.Equal("no settings", error.InnerException?.Message);

        _scene.Note("repaired");

        Assert.Equal("works", await grain.Call().Soon("a call after the repair"));
        Assert.Equal(2, _scene.Count("constructor"));
    }

    private Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => services.AddSingleton(_scene));
}
