using NewsMonitor.TestKit;

namespace NewsMonitor.Model.Tests;

public interface IEcho : IGrainWithStringKey
{
    Task<PollSummary?> Echo(PollSummary? summary);

    Task Refuse(string? field);

    Task Fail();
}

public sealed class EchoGrain : Grain, IEcho
{
    public Task<PollSummary?> Echo(PollSummary? summary) => Task.FromResult(summary);

    public Task Refuse(string? field) =>
        throw (field is null ? new InvalidInputException("no good") : new InvalidInputException(field, "no good"));

    public Task Fail() => throw new StoreUnavailableException("disk full", new IOException("28"));
}

/// <summary>What the Orleans build serialises arrives as it was sent; in the local build it is the same object anyway.</summary>
public sealed class MessageTravelTests
{
    [Fact]
    public async Task A_poll_summary_crosses_a_call_whole()
    {
        await using var host = await GrainHost.StartAsync();
        var echo = host.Grains.GetGrain<IEcho>("a");
        var summary = new PollSummary
        {
            Polled = true,
            Status = FeedStatus.Failed,
            NewArticles = 3,
            UpdatedArticles = 4,
            Error = "HTTP 500",
            NextPoll = new DateTimeOffset(2024, 10, 8, 9, 30, 0, TimeSpan.Zero),
            NextPollReason = "backing off",
        };
        Assert.Equal(summary, await echo.Echo(summary));
        Assert.Null(await echo.Echo(null));
    }

    [Theory]
    [InlineData("url")]
    [InlineData(null)]
    public async Task Bad_input_crosses_a_call_with_its_field(string? field)
    {
        await using var host = await GrainHost.StartAsync();
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => host.Grains.GetGrain<IEcho>("a").Refuse(field));
        Assert.Equal(("no good", field), (error.Message, error.Field));
    }

    [Fact]
    public async Task A_store_that_cannot_write_says_so_across_a_call()
    {
        await using var host = await GrainHost.StartAsync();
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Grains.GetGrain<IEcho>("a").Fail());
        Assert.Equal("disk full", error.Message);
        Assert.Equal("28", Assert.IsType<IOException>(error.InnerException).Message);
    }
}
