using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>
/// Messages between the worker and its compiler, over pipes: four bytes of length, little-endian, and so much JSON. The compiler
/// speaks first, with its <see cref="CompilerHello"/>.
/// </summary>
internal sealed partial class CompileFrames(Stream input, Stream output)
{
    /// <summary>More in one message is refused by either side.</summary>
    public const int MostBytes = 64 << 20;

    private readonly Lock writing = new();

    /// <summary>Writes one message, whole; from any thread.</summary>
    public void Write<T>(T message, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        if (json.Length > MostBytes) throw new InvalidDataException($"a message of {json.Length} bytes is too large");
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        lock (writing)
        {
            output.Write(length);
            output.Write(json);
            output.Flush();
        }
    }

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="InvalidDataException">this is no such message</exception>
    /// <exception cref="EndOfStreamException">it ends in the middle</exception>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var head = new byte[sizeof(int)];
        if (await input.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false) < head.Length) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > MostBytes) throw new InvalidDataException($"a message of {length} bytes is none of ours");
        var json = new byte[length];
        await input.ReadExactlyAsync(json, cancel).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException("a message says nothing");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException("a message is not the JSON that was agreed on", wrong);
        }
    }

    /// <summary>How the messages look.</summary>
    [JsonSerializable(typeof(CompilerHello))]
    [JsonSerializable(typeof(JobBatch))]
    [JsonSerializable(typeof(CompilerWord))]
    internal sealed partial class Messages : JsonSerializerContext;
}
