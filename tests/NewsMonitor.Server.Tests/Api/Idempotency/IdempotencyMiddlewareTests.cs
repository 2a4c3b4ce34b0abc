using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Idempotency;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Api.Idempotency;

/// <summary>Two requests at once, and a process that dies over one: the interleaving is arranged.</summary>
public sealed class IdempotencyMiddlewareTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-answers-");
    private readonly FakeClock _clock = new();
    private readonly ServiceProvider _services;
    private int _done;

    public IdempotencyMiddlewareTests() =>
        _services = new ServiceCollection()
            .AddLogging()
            .AddProblemDetails()
            .AddSqliteStorage(new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "newsmonitor.db") })
            .BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task While_the_first_is_worked_on_the_second_is_told_to_wait_and_afterwards_given_its_answer()
    {
        var goOn = new TaskCompletionSource();
        var first = PostAsync(async context =>
        {
            await goOn.Task;
            await WriteAsync(context);
        });

        var second = await PostAsync(WriteAsync);
        goOn.SetResult();

        Assert.Equal((409, "1"), (second.Response.StatusCode, second.Response.Headers.RetryAfter.ToString()));
        Assert.Equal("done 1", Body(await first));
        Assert.Equal("done 1", Body(await PostAsync(WriteAsync)));
        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task A_request_that_fails_is_free_to_be_sent_again_at_once()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => PostAsync(_ => throw new TimeoutException()));
        await PostAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        Assert.Equal("done 1", Body(await PostAsync(WriteAsync)));
    }

    [Fact]
    public async Task After_a_crash_the_same_may_be_tried_again_when_the_claim_is_over_and_not_before()
    {
        // The process dies: nothing is stored, nothing given up.
        var died = PostAsync(_ => new TaskCompletionSource().Task);
        Assert.Equal(409, (await PostAsync(WriteAsync)).Response.StatusCode);
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("done 1", Body(await PostAsync(WriteAsync)));
        Assert.False(died.IsCompleted);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_stored_is_given_nevertheless()
    {
        var answer = await PostAsync(async context =>
        {
            await WriteAsync(context);
            await _services.GetRequiredService<SqliteDatabase>().DisposeAsync();
        });

        Assert.Equal("done 1", Body(answer));
    }

    private async Task<HttpContext> PostAsync(RequestDelegate work)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Method = "POST";
        context.Request.Path = "/api/v1/things";
        context.Request.Headers["Idempotency-Key"] = "one";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        context.Response.Body = new MemoryStream();
        new Caller(ApiScope.Admin, null, null, "secret").Enter(context);
        var middleware = new IdempotencyMiddleware(
            work, _services.GetRequiredService<IAnswerStore>(), new AccessOptions(), _clock, NullLogger<IdempotencyMiddleware>.Instance);
        await middleware.InvokeAsync(context);
        return context;
    }

    private Task WriteAsync(HttpContext context) => context.Response.WriteAsync($"done {++_done}");

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
