using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;
using Orleans.Concurrency;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface ILibrary : IGrainWithStringKey
{
    Task Write(string gate);

    [ReadOnly]
    Task Read(string gate);

    [AlwaysInterleave]
    Task<string> Peek();
}

public sealed class LibraryGrain(Scene scene) : Grain, ILibrary
{
    private string _inside = "nobody";

    public async Task Write(string gate)
    {
        _inside = gate;
        await Pass(gate);
        _inside = "nobody";
    }

    public Task Read(string gate) => Pass(gate);

    public Task<string> Peek() => Task.FromResult(_inside);

    private async Task Pass(string gate)
    {
        scene.Note($"{gate} begins");
        await scene.Gate(gate).PassAsync();
        scene.Note($"{gate} ends");
    }
}

public interface ITalker : IGrainWithStringKey
{
    Task Talk(string gate);

    /// <summary>Calls the grain with the other key, which calls this one back.</summary>
    Task<string> AskAndBeAskedBack(string other);

    Task<string> AskBack(string asker);

    Task<string> Name();

    [ResponseTimeout("00:00:01")]
    Task<string> NameInASecond();
}

public abstract class TalkerGrain(Scene scene, IGrainFactory grains) : Grain, ITalker
{
    public async Task Talk(string gate)
    {
        await scene.Gate(gate).PassAsync();
        scene.Note($"{gate} ends");
    }

    public Task<string> AskAndBeAskedBack(string other) =>
        grains.GetGrain<ITalker>(other, GetType().FullName).AskBack(this.GetPrimaryKeyString());

    public Task<string> AskBack(string asker) => NameOf(grains.GetGrain<ITalker>(asker, GetType().FullName));

    public Task<string> Name() => Task.FromResult($"I am {this.GetPrimaryKeyString()}");

    public Task<string> NameInASecond() => Name();

    protected abstract Task<string> NameOf(ITalker asker);
}

public sealed class PlainTalkerGrain(Scene scene, IGrainFactory grains) : TalkerGrain(scene, grains)
{
    /// <summary>Asks in vain, so not for long.</summary>
    protected override Task<string> NameOf(ITalker asker) => asker.NameInASecond();
}

[Reentrant]
public sealed class ReentrantTalkerGrain(Scene scene, IGrainFactory grains) : TalkerGrain(scene, grains)
{
    protected override Task<string> NameOf(ITalker asker) => asker.Name();
}

public sealed class ReentrancyTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task An_interleaving_method_runs_while_another_call_awaits()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ILibrary>("a");
        var write = grain.Write("writer");
        await _scene.ReachedAsync("writer");

        Assert.Equal("writer", await grain.Peek().Soon("the interleaving call"));

        _scene.Gate("writer").Open();
        await write.Soon("the first call");
    }

    [Fact]
    public async Task An_interleaving_call_does_not_overtake_the_call_made_before_it()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ILibrary>("a");
        await grain.Peek();
        for (var i = 0; i < 100; i++)
        {
            var write = grain.Write($"writer {i}");
            Assert.Equal($"writer {i}", await grain.Peek().Soon("the interleaving call"));
            _scene.Gate($"writer {i}").Open();
            await write;
        }
    }

    [Fact]
    public async Task Readers_run_together()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ILibrary>("a");
        var first = grain.Read("reader 1");
        var second = grain.Read("reader 2");
        await _scene.ReachedAsync("reader 1");
        await _scene.ReachedAsync("reader 2");

        _scene.Gate("reader 1").Open();
        _scene.Gate("reader 2").Open();
        await Task.WhenAll(first, second).Soon("both readers");
    }

    [Fact]
    public async Task A_writer_waits_for_a_reader_and_a_reader_for_a_writer()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ILibrary>("a");
        var first = grain.Read("reader 1");
        await _scene.ReachedAsync("reader 1");
        var write = grain.Write("writer");
        _scene.Gate("reader 1").Open();
        await _scene.ReachedAsync("writer");
        var second = grain.Read("reader 2");
        _scene.Gate("reader 2").Open();
        _scene.Gate("writer").Open();
        await Task.WhenAll(first, write, second).Soon("the reader, the writer and the other reader");

        Assert.Equal(
            ["reader 1 begins", "reader 1 ends", "writer begins", "writer ends", "reader 2 begins", "reader 2 ends"],
            _scene.Notes);
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_interleave()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ITalker>("a", typeof(ReentrantTalkerGrain).FullName);
        var first = grain.Talk("first");
        await _scene.ReachedAsync("first");

        _scene.Gate("second").Open();
        await grain.Talk("second").Soon("the second call");

        _scene.Gate("first").Open();
        await first.Soon("the first call");
        Assert.Equal(["second ends", "first ends"], _scene.Notes);
    }

    [Fact]
    public async Task A_reentrant_grain_can_be_called_back()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ITalker>("a", typeof(ReentrantTalkerGrain).FullName);
        Assert.Equal("I am a", await grain.AskAndBeAskedBack("b").Soon("the chain of calls"));
    }

    [Fact]
    public async Task A_chain_back_to_a_grain_that_is_not_reentrant_ends_at_the_deadline_of_the_call_that_waits()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ITalker>("a", typeof(PlainTalkerGrain).FullName);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.AskAndBeAskedBack("b").Soon("the chain of calls"));
        Assert.Equal("I am a", await grain.Name().Soon("a call after the deadlock"));
    }

    [Fact]
    public async Task A_grain_that_calls_itself_waits_for_itself_until_the_deadline()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ITalker>("a", typeof(PlainTalkerGrain).FullName);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.AskBack("a").Soon("the call to itself"));
        Assert.Equal("I am a", await grain.Name().Soon("a call after the deadlock"));
    }

    private Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => services.AddSingleton(_scene));
}
