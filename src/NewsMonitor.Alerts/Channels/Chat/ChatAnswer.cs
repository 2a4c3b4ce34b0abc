using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>What a chat's API answered: the first 64 KiB of its body, which is all that is ever looked at.</summary>
internal sealed class ChatAnswer
{
    private const int Most = 64 * 1024;

    private ChatAnswer(string text) => Text = text;

    public string Text { get; }

    /// <summary>Null when it is no JSON object.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Text) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>What comes until the deadline: the status is there already, and a message that was taken stays so however its answer ends.</summary>
    public static async Task<ChatAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Most);
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (length < Most && await body.ReadAsync(buffer.AsMemory(length, Most - length), cancellationToken) is > 0 and var read)
                length += read;
            return new ChatAnswer(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            return new ChatAnswer(Encoding.UTF8.GetString(buffer, 0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A member as text; null when it is not there or something else.</summary>
    public static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A member as a whole number; null when it is not there or something else.</summary>
    public static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>A member as seconds, fractions taken up; null when it is not there, negative or beyond a day.</summary>
    public static TimeSpan? Seconds(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is >= 0 and <= 86_400 ? TimeSpan.FromSeconds(Math.Ceiling(seconds)) : null;
}
