using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface INamedGrain : IGrainWithStringKey
{
    Task<string> Key();

    Task<int> Add(int number);
}

public sealed class NamedGrain : Grain, INamedGrain
{
    private int _sum;

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<int> Add(int number) => Task.FromResult(_sum += number);
}

public sealed class IdentityTests
{
    [Fact]
    public async Task A_grain_knows_the_key_it_was_called_by()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.Equal("reuters", await host.Grains.GetGrain<INamedGrain>("reuters").Key());
    }

    [Fact]
    public async Task Two_references_with_one_key_reach_one_activation()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Grains.GetGrain<INamedGrain>("a").Add(2);
        Assert.Equal(5, await host.Grains.GetGrain<INamedGrain>("a").Add(3));
        Assert.Equal(3, await host.Grains.GetGrain<INamedGrain>("b").Add(3));
    }
}
