using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Access;

/// <summary>What every store of keys keeps to; each database runs it.</summary>
public abstract class ApiKeyStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private IApiKeyStore Keys => Stores.Keys;

    [Fact]
    public async Task A_key_reads_back_as_it_was_written_also_after_a_restart()
    {
        var key = Key("1", "desk");
        var admin = Key("2", null) with { Scope = ApiScope.Admin };
        Assert.False(await Keys.AnyAsync(default));

        Assert.True(await Keys.AddAsync(key, 1, default));
        Assert.True(await Keys.AddAsync(admin, 1, default));
        await Stores.ReopenAsync();

        Assert.Equal(key, await Keys.FindAsync(key.Id, default));
        Assert.Equal(key, await Keys.FindByPrefixAsync("nm_1", default));
        Assert.Equal(admin, await Keys.FindByPrefixAsync("nm_2", default));
        Assert.Null(await Keys.FindAsync("key_none", default));
        Assert.Null(await Keys.FindByPrefixAsync("nm_", default));
        Assert.True(await Keys.AnyAsync(default));
    }

    [Fact]
    public async Task A_subscriber_has_no_more_keys_than_it_may()
    {
        Assert.True(await Keys.AddAsync(Key("1", "desk"), 2, default));
        Assert.True(await Keys.AddAsync(Key("2", "desk"), 2, default));

        Assert.False(await Keys.AddAsync(Key("3", "desk"), 2, default));

        Assert.True(await Keys.AddAsync(Key("4", "other"), 2, default));
        Assert.True(await Keys.RemoveAsync("key_1", default));
        Assert.True(await Keys.AddAsync(Key("3", "desk"), 2, default));
    }

    [Fact]
    public async Task A_rotated_key_is_found_by_both_prefixes_and_a_second_rotation_ends_the_first()
    {
        await Keys.AddAsync(Key("1", "desk"), 9, default);

        var rotated = await Keys.RotateAsync("key_1", Proof("2"), Start.AddHours(1), Start.AddHours(2), default);

        Assert.Equal(
            Key("1", "desk") with { Proof = Proof("2"), OldProof = Proof("1"), OldUntil = Start.AddHours(2), Rotated = Start.AddHours(1) }, rotated);
        Assert.Equal(rotated, await Keys.FindByPrefixAsync("nm_1", default));
        Assert.Equal(rotated, await Keys.FindByPrefixAsync("nm_2", default));
        await Keys.RotateAsync("key_1", Proof("3"), Start.AddHours(1), Start.AddHours(2), default);
        Assert.Null(await Keys.FindByPrefixAsync("nm_1", default));
        Assert.NotNull(await Keys.FindByPrefixAsync("nm_2", default));
        Assert.Null(await Keys.RotateAsync("key_none", Proof("4"), Start, Start, default));
    }

    [Fact]
    public async Task When_a_key_was_last_used_never_goes_back()
    {
        await Keys.AddAsync(Key("1", "desk"), 9, default);

        await Keys.UsedAsync("key_1", Start.AddMinutes(5), default);
        await Keys.UsedAsync("key_1", Start.AddMinutes(4), default);
        await Keys.UsedAsync("key_none", Start, default);

        Assert.Equal(Start.AddMinutes(5), (await Keys.FindAsync("key_1", default))!.LastUsed);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page_of_one_subscriber_or_of_all_and_are_gone_when_removed()
    {
        foreach (var (number, subscriber) in new[] { ("1", "desk"), ("2", "other"), ("3", "desk"), ("4", null) })
            await Keys.AddAsync(Key(number, subscriber), 9, default);

        var first = await Keys.ListAsync(null, new PageRequest(Limit: 3), default);
        var second = await Keys.ListAsync(null, new PageRequest(first.Next, 3), default);

        Assert.Equal(["key_1", "key_2", "key_3", "key_4"], [.. first.Items.Select(k => k.Id), .. second.Items.Select(k => k.Id)]);
        Assert.Null(second.Next);
        Assert.Equal(["key_1", "key_3"], (await Keys.ListAsync("desk", new PageRequest(), default)).Items.Select(k => k.Id));
        Assert.True(await Keys.RemoveAsync("key_1", default));
        Assert.False(await Keys.RemoveAsync("key_1", default));
        Assert.Null(await Keys.FindByPrefixAsync("nm_1", default));
    }

    private static ApiKey Key(string number, string? subscriber) => new()
    {
        Id = $"key_{number}",
        Name = "of the desk",
        Scope = subscriber is null ? ApiScope.Read : ApiScope.Subscriber,
        Subscriber = subscriber,
        Proof = Proof(number),
        Created = Start,
    };

    private static KeyProof Proof(string number) => new($"nm_{number}", $"hash of {number}");
}
