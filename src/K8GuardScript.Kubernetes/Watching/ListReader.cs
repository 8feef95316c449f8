using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Takes one item of a list; the span is valid during the call only.</summary>
internal delegate void ItemTaker(ReadOnlySpan<byte> item);

/// <summary>
/// Reads a page of a list while it arrives and hands on each item as soon as it is complete, so that memory holds the largest
/// item and never the page. The order of keys is free: custom resources' lists have their items before their metadata.
/// </summary>
internal sealed class ListReader(ApiAnswer answer, ItemTaker take, int limit = WatchLines.LongestLine) : IDisposable
{
    private const int Chunk = 128 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Chunk);
    private int start;
    private int end;
    private bool isWhole;
    private JsonReaderState state = new(JsonLimits.Reader);
    private Place place = Place.BeforeRoot;
    private bool sawItems;
    private string kind = "";
    private ListPage page = new("", "");

    private enum Place
    {
        BeforeRoot,
        InRoot,
        InItems,
        AfterRoot,
    }

    /// <summary>Reads to the end of the page.</summary>
    /// <exception cref="CallFailedException">the connection broke or the deadline passed</exception>
    /// <exception cref="DecodeException">no UTF-8, no JSON, no list, or an item that is too large</exception>
    public async Task<ListPage> ReadAsync()
    {
        do
        {
            await FillAsync();
            Parse();
        }
        while (!isWhole);

        if (place != Place.AfterRoot) throw new DecodeException("the list ends in its middle");
        if (!sawItems || !kind.EndsWith("List", StringComparison.Ordinal))
            throw new DecodeException(kind.Length == 0 ? "the answer is no list" : $"the answer is a `{kind}` and no list");
        return page.Version.Length > 0 ? page : throw new DecodeException("the list has no resourceVersion");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = [];
        start = end = 0;
    }

    /// <summary>
    /// Reads on until there is twice what was left over: an item that is cut is looked at again from its start, and this way
    /// that stays cheap however large it is.
    /// </summary>
    private async Task FillAsync()
    {
        var left = end - start;
        if (left >= limit) throw new DecodeException($"an item of the list is longer than {limit} bytes");
        MakeRoom(Math.Max(Chunk, left * 2));
        var wanted = Math.Max(Chunk, left * 2);
        while (end < wanted)
        {
            var read = await answer.ReadAsync(buffer.AsMemory(end));
            isWhole = read == 0;
            if (isWhole) return;
            end += read;
        }
    }

    private void MakeRoom(int size)
    {
        var left = buffer.AsSpan(start, end - start);
        if (buffer.Length >= size)
        {
            left.CopyTo(buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            left.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = larger;
        }

        (start, end) = (0, end - start);
    }

    private void Parse()
    {
        var unread = buffer.AsSpan(start, end - start);
        var reader = new Utf8JsonReader(unread, isWhole, state);
        var done = 0;
        while (TryStep(ref reader, out var item))
        {
            // INVARIANT: what was stepped over is never looked at again, so no item is handed on twice
            done = (int)reader.BytesConsumed;
            state = reader.CurrentState;
            if (item.End.Value > 0) take(unread[item]);
        }

        start += done;
    }

    /// <returns>false when more bytes are needed: whatever was read since the step began is read again</returns>
    private bool TryStep(ref Utf8JsonReader reader, out Range item)
    {
        item = default;
        try
        {
            return reader.Read() && Step(ref reader, ref item);
        }
        catch (JsonException)
        {
            throw new DecodeException("the list is no JSON, is cut, or is nested too deeply");
        }
        catch (InvalidOperationException)
        {
            // an escape for half a character in a text that we need
            throw new DecodeException("the list has a text that is no Unicode");
        }
    }

    private bool Step(ref Utf8JsonReader reader, ref Range item)
    {
        switch (place)
        {
            case Place.BeforeRoot:
                if (reader.TokenType != JsonTokenType.StartObject) throw new DecodeException("the answer is no list");
                place = Place.InRoot;
                return true;

            case Place.InRoot when reader.TokenType == JsonTokenType.EndObject:
                place = Place.AfterRoot;
                return true;

            case Place.InRoot:
                return StepOverProperty(ref reader);

            case Place.InItems when reader.TokenType == JsonTokenType.EndArray:
                place = Place.InRoot;
                return true;

            default:
                return StepOverItem(ref reader, ref item);
        }
    }

    private bool StepOverItem(ref Utf8JsonReader reader, ref Range item)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new DecodeException("an item of the list is no object");
        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;

        item = from..(int)reader.BytesConsumed;
        return Utf8.IsValid(Unread(item)) ? true : throw new DecodeException("an item of the list is not UTF-8");
    }

    private bool StepOverProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("items"u8))
        {
            if (!reader.Read()) return false;
            // Go writes a list that was never filled as null
            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null) || sawItems)
                throw new DecodeException("the items of the list are no array");
            sawItems = true;
            if (reader.TokenType == JsonTokenType.StartArray) place = Place.InItems;
            return true;
        }

        var isKind = reader.ValueTextEquals("kind"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read()) return false;
        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        if (isKind) kind = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (isMetadata) page = PageOf(Unread(from..(int)reader.BytesConsumed));
        return true;
    }

    private ReadOnlySpan<byte> Unread(Range range) => buffer.AsSpan(start, end - start)[range];

    private static ListPage PageOf(ReadOnlySpan<byte> metadata)
    {
        var reader = new Utf8JsonReader(metadata, JsonLimits.Reader);
        reader.Read();
        var head = ObjectHead.ReadMetadata(ref reader);
        return new ListPage(head.Version, head.Continue);
    }
}
