using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Keys;

/// <summary><c>/api/v1/keys</c>: who may use this API. A key is shown in the answer that made it, and never again.</summary>
internal static class KeysApi
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("keys");
        keys.MapPost("", AddAsync).WithName("addKey").WithSummary("Makes a key. It is shown in this answer and never again.").ProducesProblem(409);
        keys.MapGet("", ListAsync).WithName("listKeys").WithSummary("Keys in the order of their ids, of one subscriber or of all.").Opens(ApiScope.Subscriber);
        keys.MapGet("/self", SelfAsync).WithName("getCaller").WithSummary("The key that this request shows, and what it opens.").Opens(ApiScope.Read);
        keys.MapGet("/{id}", GetAsync).WithName("getKey").WithSummary("A key, without itself.").ProducesProblem(404).Opens(ApiScope.Subscriber).Owned(Owned.Key);
        keys.MapPost("/{id}/rotate", RotateAsync).WithName("rotateKey")
            .WithSummary("Gives a key another value, shown in this answer and never again. The one before opens for a while longer.")
            .ProducesProblem(404).Opens(ApiScope.Subscriber).Owned(Owned.Key);
        keys.MapDelete("/{id}", RemoveAsync).WithName("removeKey").WithSummary("Takes a key away: it opens nothing from now on.")
            .ProducesProblem(404).Opens(ApiScope.Subscriber).Owned(Owned.Key);
    }

    private static async Task<Results<Created<KeyBody>, ProblemHttpResult>> AddAsync(
        NewKeyBody body, IApiKeyStore store, ServerOptions server, AccessOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var wanted = body.Check();
        // Whoever made a key on an open server would be locked out of it, or believe that its tenants are kept apart.
        if (server.ApiKey is null)
            return Create(StatusCodes.Status409Conflict, "This server has no administrator's key, so it asks nobody for one. Set NewsMonitor:ApiKey first.");
        var (secret, proof) = KeySecret.Create();
        var now = clock.GetUtcNow();
        var key = new ApiKey
        {
            Id = $"key_{RandomNumberGenerator.GetHexString(26, lowercase: true)}",
            Name = wanted.Name,
            Scope = wanted.Scope,
            Subscriber = wanted.Subscriber,
            Proof = proof,
            Created = now,
        };
        if (!await store.AddAsync(key, options.KeysPerSubscriber, cancellationToken))
            throw new QuotaExceededException("keysPerSubscriber", options.KeysPerSubscriber, $"'{wanted.Subscriber}' has {options.KeysPerSubscriber} keys, the most that are taken.");
        return TypedResults.Created($"/api/v1/keys/{key.Id}", KeyBody.From(key, now, secret));
    }

    private static async Task<Ok<PageBody<KeyBody>>> ListAsync(
        string? subscriber, string? cursor, int? limit, Caller caller, IApiKeyStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(caller.Only(subscriber), Paging.Request(cursor, limit), cancellationToken)).ToBody(key => KeyBody.From(key, clock.GetUtcNow())));

    private static async Task<Ok<CallerBody>> SelfAsync(Caller caller, IApiKeyStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var key = caller.KeyId is null ? null : await store.FindAsync(caller.KeyId, cancellationToken);
        return TypedResults.Ok(new CallerBody(caller.Scope, caller.Subscriber, key is null ? null : KeyBody.From(key, clock.GetUtcNow())));
    }

    private static async Task<Results<Ok<KeyBody>, ProblemHttpResult>> GetAsync(string id, IApiKeyStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } key ? TypedResults.Ok(KeyBody.From(key, clock.GetUtcNow())) : NotFound("key", id);

    private static async Task<Results<Ok<KeyBody>, ProblemHttpResult>> RotateAsync(
        string id, RotateKeyBody? body, IApiKeyStore store, AccessOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var overlap = body?.Overlap() ?? options.KeyOverlap;
        var (secret, proof) = KeySecret.Create();
        var now = clock.GetUtcNow();
        return await store.RotateAsync(id, proof, now, now + overlap, cancellationToken) is { } key
            ? TypedResults.Ok(KeyBody.From(key, now, secret))
            : NotFound("key", id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, IApiKeyStore store, CancellationToken cancellationToken) =>
        await store.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : NotFound("key", id);
}
