using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsMonitor.Server.Api.Json;

/// <summary>Times as RFC 3339 in UTC with a Z and milliseconds: <c>2024-10-08T09:00:00.000Z</c>.</summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instant.TryParse(reader.GetString(), null, out var instant)
            ? instant.Time
            : throw new JsonException("The JSON value is not an RFC 3339 time such as 2024-10-08T09:00:00Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Instant.Format(value));
}
