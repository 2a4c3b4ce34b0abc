using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class SetAsideApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Fact]
    public async Task Articles_that_were_set_aside_are_listed_with_the_reason_and_can_be_tried_again()
    {
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, await seeded.Server.PostAsync("/api/v1/articles/art_none/retry", "{}"), "There is no article");
        var known = (await seeded.ItemsAsync("/api/v1/articles?setAside=false"))[0];
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, await seeded.Server.PostAsync($"/api/v1/articles/{Text(known, "id")}/retry", "{}"), "is not set aside");
        Assert.Equal(JsonValueKind.Null, known.GetProperty("setAside").ValueKind);

        // In use the engine's failure writes this; here the test does, of an article that has not come yet.
        await seeded.Server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
            connection =>
            {
                using var insert = connection.CreateCommand();
                insert.CommandText =
                    """
                    INSERT INTO articles (id, feed_id, identity, source, title, body, categories, language, first_seen_at, updated_at, content_hash, set_aside)
                    SELECT 'art_odd', feed_id, 'odd', source, 'Zebra crossing at Quorn repainted', '', '[]', 'pl', first_seen_at, updated_at, 'odd',
                           'The story engine could not take it: it is odd.'
                    FROM articles LIMIT 1
                    """;
                return insert.ExecuteNonQuery();
            },
            default);

        var aside = Assert.Single(await seeded.ItemsAsync("/api/v1/articles?setAside=true"));
        Assert.Equal(("art_odd", "The story engine could not take it: it is odd."), (Text(aside, "id"), Text(aside, "setAside")));
        var answer = await seeded.Server.PostAsync("/api/v1/articles/art_odd/retry", "{}");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.TrueAsync(async () => await seeded.Server.Services.GetRequiredService<IStoryStore>().AssignmentAsync("art_odd", default) is not null, "the article has its story");
        Assert.Empty(await seeded.ItemsAsync("/api/v1/articles?setAside=true"));
    }
}
