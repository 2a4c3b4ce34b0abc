using System.Net;
using System.Text.Json;

namespace NewsMonitor.Server.Tests;

/// <summary>What every error looks like.</summary>
public static class ProblemAssert
{
    /// <summary>Checks that an answer is problem details (RFC 9457) and gives its members.</summary>
    public static async Task<JsonElement> ReadAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"Expected {status}, got {response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("type").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    /// <summary>The same, with what it says and of which field.</summary>
    public static async Task IsAsync(HttpStatusCode status, HttpResponseMessage response, string detailPart, string? field = null)
    {
        var problem = await ReadAsync(status, response);
        Assert.Contains(detailPart, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        if (field is not null)
            Assert.Equal(field, problem.GetProperty("field").GetString());
    }
}
