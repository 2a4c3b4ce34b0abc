using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>JSON to a chat's API.</summary>
internal static class ChatRequest
{
    // Written as it is: headlines are in all languages, and limits count bytes.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject json) => json.ToJsonString(Format);

    /// <summary>What was rendered, with what is only known when it is sent.</summary>
    public static JsonObject Read(string payload) => (JsonObject)JsonNode.Parse(payload)!;

    public static HttpRequestMessage Json(HttpMethod method, Uri url, string body, string? bearer = null)
    {
        var request = new HttpRequestMessage(method, url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return request;
    }
}
