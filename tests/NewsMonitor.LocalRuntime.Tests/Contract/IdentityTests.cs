using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface IAccount : IGrainWithStringKey
{
    Task<string> Key();

    Task<int> Add(int number);
}

public interface IAudit : IGrainWithStringKey
{
    ValueTask<int> Sum();
}

public sealed class AccountGrain : Grain, IAccount, IAudit
{
    private int _sum;

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<int> Add(int number) => Task.FromResult(_sum += number);

    public ValueTask<int> Sum() => ValueTask.FromResult(_sum);
}

public interface IShard : IGrainWithIntegerKey
{
    Task<long> Key();
}

public sealed class ShardGrain : Grain, IShard
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public interface IGreeter : IGrainWithStringKey
{
    Task<string> Greet();
}

public sealed class EnglishGreeterGrain : Grain, IGreeter
{
    public Task<string> Greet() => Task.FromResult("hello");
}

public sealed class FrenchGreeterGrain : Grain, IGreeter
{
    public Task<string> Greet() => Task.FromResult("bonjour");
}

public interface INobody : IGrainWithStringKey
{
    Task Call();
}

public sealed class IdentityTests
{
    [Fact]
    public async Task A_grain_knows_the_string_it_was_called_by()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Grains.GetGrain<IAccount>("reuters / à vif");
        Assert.Equal("reuters / à vif", await grain.Key());
        Assert.Equal("reuters / à vif", grain.GetPrimaryKeyString());
    }

    [Fact]
    public async Task A_grain_knows_the_number_it_was_called_by()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Grains.GetGrain<IShard>(-7);
        Assert.Equal(-7, await grain.Key());
        Assert.Equal(-7, grain.GetPrimaryKeyLong());
    }

    [Fact]
    public async Task One_key_is_one_activation_and_another_key_is_another()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Grains.GetGrain<IAccount>("a").Add(2);
        Assert.Equal(5, await host.Grains.GetGrain<IAccount>("a").Add(3));
        Assert.Equal(3, await host.Grains.GetGrain<IAccount>("b").Add(3));
    }

    [Fact]
    public async Task Two_interfaces_of_a_class_reach_the_same_activation()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Grains.GetGrain<IAccount>("a").Add(2);
        Assert.Equal(2, await host.Grains.GetGrain<IAudit>("a").Sum());
    }

    [Fact]
    public async Task References_to_the_same_grain_are_equal()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.Equal(host.Grains.GetGrain<IAccount>("a"), host.Grains.GetGrain<IAccount>("a"));
        Assert.NotEqual(host.Grains.GetGrain<IAccount>("a"), host.Grains.GetGrain<IAccount>("b"));
    }

    [Fact]
    public async Task An_interface_that_no_class_implements_is_refused()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<INobody>("a"));
    }

    [Fact]
    public async Task An_empty_key_is_refused()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.ThrowsAny<ArgumentException>(() => host.Grains.GetGrain<IAccount>(""));
    }

    [Fact]
    public async Task Of_two_classes_behind_an_interface_the_prefix_chooses_one()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IGreeter>("a"));
        Assert.Equal("bonjour", await host.Grains.GetGrain<IGreeter>("a", typeof(FrenchGreeterGrain).FullName).Greet());
        Assert.Equal("hello", await host.Grains.GetGrain<IGreeter>("a", typeof(EnglishGreeterGrain).FullName).Greet());
    }
}
