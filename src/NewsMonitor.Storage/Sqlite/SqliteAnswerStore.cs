using System.Data;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Answers to requests that may be sent again, in SQLite.</summary>
public sealed class SqliteAnswerStore(SqliteDatabase database) : IAnswerStore
{
    // Rows forgotten with each claim: more than a claim adds, so that old ones do not pile up.
    private const int Forgotten = 20;

    public Task<AnswerClaim> ClaimAsync(
        KeyedRequest request, string claim, DateTimeOffset now, DateTimeOffset until, DateTimeOffset keptSince, int most, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                Forget(connection, request, keptSince);
                var found = connection.First(
                    "SELECT request, claimed_until, answer FROM answers WHERE caller = @caller AND key = @key", Known.Read, ("@caller", request.Caller), ("@key", request.Key));
                if (found is not null)
                    return TakeOver(connection, request, found, claim, now, until);
                if (Oldest(connection, request.Caller, keptSince, most) is { } oldest)
                    return new AnswerClaim(AnswerClaimState.Full, Until: oldest);

                connection.Run(
                    "INSERT INTO answers (caller, key, request, claim, claimed_until, created_at) VALUES (@caller, @key, @request, @claim, @until, @now)",
                    ("@caller", request.Caller),
                    ("@key", request.Key),
                    ("@request", request.Request),
                    ("@claim", claim),
                    ("@until", until.ToColumn()),
                    ("@now", now.ToColumn()));
                return new AnswerClaim(AnswerClaimState.Claimed);
            },
            cancellationToken);

    public Task AnswerAsync(KeyedRequest request, string claim, byte[] answer, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Run(
                "UPDATE answers SET answer = @answer, claim = NULL, claimed_until = NULL WHERE caller = @caller AND key = @key AND claim = @claim",
                ("@answer", answer),
                ("@caller", request.Caller),
                ("@key", request.Key),
                ("@claim", claim)),
            cancellationToken);

    public Task ReleaseAsync(KeyedRequest request, string claim, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Run(
                "DELETE FROM answers WHERE caller = @caller AND key = @key AND claim = @claim", ("@caller", request.Caller), ("@key", request.Key), ("@claim", claim)),
            cancellationToken);

    private static AnswerClaim TakeOver(
        SqliteConnection connection, KeyedRequest request, Known found, string claim, DateTimeOffset now, DateTimeOffset until)
    {
        if (found.Request != request.Request)
            return new AnswerClaim(AnswerClaimState.Different);
        if (found.Answer is not null)
            return new AnswerClaim(AnswerClaimState.Answered, found.Answer);
        if (found.ClaimedUntil > now)
            return new AnswerClaim(AnswerClaimState.Running, Until: found.ClaimedUntil);
        connection.Run(
            "UPDATE answers SET claim = @claim, claimed_until = @until WHERE caller = @caller AND key = @key",
            ("@claim", claim),
            ("@until", until.ToColumn()),
            ("@caller", request.Caller),
            ("@key", request.Key));
        return new AnswerClaim(AnswerClaimState.Claimed);
    }

    /// <returns>When the caller's oldest key was first used, if there are as many as may be.</returns>
    private static DateTimeOffset? Oldest(SqliteConnection connection, string caller, DateTimeOffset keptSince, int most)
    {
        const string Kept = "FROM answers WHERE caller = @caller AND created_at >= @since";
        (string, object?)[] parameters = [("@caller", caller), ("@since", keptSince.ToColumn())];
        return (long)connection.Value($"SELECT count(*) {Kept}", parameters)! < most
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds((long)connection.Value($"SELECT min(created_at) {Kept}", parameters)!);
    }

    private static void Forget(SqliteConnection connection, KeyedRequest request, DateTimeOffset keptSince)
    {
        connection.Run(
            "DELETE FROM answers WHERE caller = @caller AND key = @key AND created_at < @since",
            ("@caller", request.Caller),
            ("@key", request.Key),
            ("@since", keptSince.ToColumn()));
        connection.Run(
            "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers WHERE caller = @caller AND created_at < @since ORDER BY created_at LIMIT @most)",
            ("@caller", request.Caller),
            ("@since", keptSince.ToColumn()),
            ("@most", Forgotten));
        connection.Run(
            "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers WHERE created_at < @since ORDER BY created_at LIMIT @most)",
            ("@since", keptSince.ToColumn()),
            ("@most", Forgotten));
    }

    private sealed record Known(string Request, DateTimeOffset? ClaimedUntil, byte[]? Answer)
    {
        public static Known Read(IDataRecord row) => new(row.GetString(0), row.Time(1), row.GetValue(2) as byte[]);
    }
}
