using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Access;

/// <summary>What every store of answers keeps to; each database runs it.</summary>
public abstract class AnswerStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly KeyedRequest Request = new("desk", "key", "request");

    [Fact]
    public async Task A_request_is_claimed_by_one_and_answered_to_all_who_come_later_also_after_a_restart()
    {
        Assert.Equal(new AnswerClaim(AnswerClaimState.Claimed), await ClaimAsync(Request, "first"));
        Assert.Equal(new AnswerClaim(AnswerClaimState.Running, Until: Start.AddMinutes(2)), await ClaimAsync(Request, "second"));

        await Stores.Answers.AnswerAsync(Request, "first", [1, 2, 3], default);
        await Stores.ReopenAsync();

        var again = await ClaimAsync(Request, "third");
        Assert.Equal(AnswerClaimState.Answered, again.State);
        Assert.Equal([1, 2, 3], again.Answer);
    }

    [Fact]
    public async Task Another_request_under_the_key_is_told_so_whether_the_first_runs_or_is_answered()
    {
        await ClaimAsync(Request, "first");
        Assert.Equal(AnswerClaimState.Different, (await ClaimAsync(Request with { Request = "other" }, "second")).State);

        await Stores.Answers.AnswerAsync(Request, "first", [1], default);

        Assert.Equal(AnswerClaimState.Different, (await ClaimAsync(Request with { Request = "other" }, "second")).State);
        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Caller = "other" }, "second")).State);
        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Key = "other" }, "second")).State);
    }

    [Fact]
    public async Task A_claim_that_is_given_up_or_whose_time_is_over_is_free_and_its_holder_writes_nothing_any_more()
    {
        await ClaimAsync(Request, "first");
        await Stores.Answers.ReleaseAsync(Request, "second", default);
        Assert.Equal(AnswerClaimState.Running, (await ClaimAsync(Request, "second")).State);
        await Stores.Answers.ReleaseAsync(Request, "first", default);
        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Request = "put right" }, "second")).State);

        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Request = "put right" }, "third", Start.AddMinutes(2))).State);
        await Stores.Answers.AnswerAsync(Request, "second", [2], default);
        await Stores.Answers.ReleaseAsync(Request, "second", default);

        Assert.Equal(AnswerClaimState.Running, (await ClaimAsync(Request with { Request = "put right" }, "fourth", Start.AddMinutes(2))).State);
    }

    [Fact]
    public async Task A_caller_has_no_more_keys_remembered_than_may_be_until_they_are_forgotten()
    {
        await ClaimAsync(Request with { Key = "1" }, "a");
        await ClaimAsync(Request with { Key = "2" }, "b", Start.AddHours(1));

        Assert.Equal(new AnswerClaim(AnswerClaimState.Full, Until: Start), await ClaimAsync(Request with { Key = "3" }, "c", Start.AddHours(2), most: 2));
        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Caller = "other", Key = "3" }, "c", Start.AddHours(2), most: 2)).State);
        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Key = "3" }, "c", Start.AddHours(24).AddTicks(TimeSpan.TicksPerMillisecond), most: 2)).State);
    }

    [Fact]
    public async Task A_forgotten_key_is_as_if_it_had_never_been_used()
    {
        await ClaimAsync(Request, "first");
        await Stores.Answers.AnswerAsync(Request, "first", [1], default);

        Assert.Equal(AnswerClaimState.Answered, (await ClaimAsync(Request, "second", Start.AddHours(24))).State);
        Assert.Equal(AnswerClaimState.Claimed, (await ClaimAsync(Request with { Request = "other" }, "second", Start.AddHours(25))).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_comes_in_whatever_order_it_says_what_a_plain_table_would(int seed)
    {
        var random = new Random(seed);
        var table = new Dictionary<string, (string Request, string? Claim, DateTimeOffset Until, byte[]? Answer, DateTimeOffset Created)>(StringComparer.Ordinal);
        var now = Start;
        for (var step = 0; step < 300; step++)
        {
            now += random.Next(4) == 0 ? TimeSpan.FromHours(random.Next(1, 10)) : TimeSpan.FromSeconds(random.Next(1, 60));
            var request = new KeyedRequest("desk", $"key {random.Next(4)}", $"request {random.Next(2)}");
            var claim = $"claim {random.Next(5)}";
            switch (random.Next(3))
            {
                case 0:
                    await Stores.Answers.AnswerAsync(request, claim, [(byte)step], default);
                    if (table.TryGetValue(request.Key, out var held) && held.Claim == claim)
                        table[request.Key] = held with { Claim = null, Answer = [(byte)step] };
                    break;
                case 1:
                    await Stores.Answers.ReleaseAsync(request, claim, default);
                    if (table.TryGetValue(request.Key, out held) && held.Claim == claim)
                        table.Remove(request.Key);
                    break;
                default:
                    var told = await ClaimAsync(request, claim, now);
                    Assert.Equivalent(Expected(request, claim), told);
                    break;
            }
        }

        AnswerClaim Expected(KeyedRequest request, string claim)
        {
            foreach (var old in table.Where(row => row.Value.Created < now.AddHours(-24)).Select(row => row.Key).ToList())
                table.Remove(old);
            if (!table.TryGetValue(request.Key, out var row))
                table[request.Key] = (request.Request, claim, now.AddMinutes(2), null, now);
            else if (row.Request != request.Request)
                return new AnswerClaim(AnswerClaimState.Different);
            else if (row.Answer is not null)
                return new AnswerClaim(AnswerClaimState.Answered, row.Answer);
            else if (row.Until > now)
                return new AnswerClaim(AnswerClaimState.Running, Until: row.Until);
            else
                table[request.Key] = row with { Claim = claim, Until = now.AddMinutes(2) };
            return new AnswerClaim(AnswerClaimState.Claimed);
        }
    }

    private Task<AnswerClaim> ClaimAsync(KeyedRequest request, string claim, DateTimeOffset? at = null, int most = 100) =>
        Stores.Answers.ClaimAsync(request, claim, at ?? Start, (at ?? Start).AddMinutes(2), (at ?? Start).AddHours(-24), most, default);
}
