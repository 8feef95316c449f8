using System.Text.Json;
using System.Text.Json.Serialization;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>One message to one channel while it waits: an entry of the ledger's outbox, unpacked.</summary>
/// <param name="Entry">how it lasts</param>
/// <param name="Content">what is in it</param>
internal sealed record Parcel(OutboxEntry Entry, ParcelContent Content)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The entry's id.</summary>
    public string Id => Entry.Id;

    /// <summary>The channel's name.</summary>
    public string Channel => Entry.Channel;

    public static Parcel Pack(string id, string message, string channel, DateTimeOffset now, ParcelContent content) =>
        new(new OutboxEntry(id, message, channel, now, now, 0, Write(content)), content);

    /// <summary>What was written by another version of the program and can't be read holds nothing: what is owed is then due again.</summary>
    public static Parcel Read(OutboxEntry entry)
    {
        try
        {
            if (JsonSerializer.Deserialize<ParcelContent>(entry.Payload, Json) is { IsWhole: true } content) return new Parcel(entry, content);
        }
        catch (JsonException)
        {
            return new Parcel(entry, ParcelContent.Nothing);
        }

        return new Parcel(entry, ParcelContent.Nothing);
    }

    /// <summary>The same with other content.</summary>
    public Parcel With(ParcelContent content) => new(Entry with { Payload = Write(content) }, content);

    private static string Write(ParcelContent content) => JsonSerializer.Serialize(content, Json);
}
