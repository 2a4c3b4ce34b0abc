namespace NewsMonitor.Server.Tests.Api;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_description_is_the_checked_in_one()
    {
        await using var server = await RunningServer.StartAsync();

        var actual = (await server.Http.GetStringAsync("/openapi/v1.json")).ReplaceLineEndings("\n").TrimEnd() + "\n";

        var expected = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "openapi.v1.json"))).ReplaceLineEndings("\n");
        if (actual != expected)
        {
            var written = Path.Combine(AppContext.BaseDirectory, "openapi.v1.actual.json");
            await File.WriteAllTextAsync(written, actual);
            Assert.Fail($"The API changed. If that is meant, copy {written} over src/NewsMonitor.Server/Api/OpenApi/openapi.v1.json.");
        }
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_names_every_operation_and_its_errors()
    {
        await using var server = await RunningServer.StartAsync();

        var description = await server.GetAsync("/openapi/v1.json");

        Assert.StartsWith("3.1.", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            var bad = operation.GetProperty("responses").GetProperty("400").GetProperty("content");
            Assert.True(bad.TryGetProperty("application/problem+json", out _));
        });
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct(StringComparer.Ordinal).Count());
    }
}
