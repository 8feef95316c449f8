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

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Chunk);
    private int _start;
    private int _end;
    private bool _isWhole;
    private JsonReaderState _state = new(JsonLimits.Reader);
    private Place _place = Place.BeforeRoot;
    private bool _sawItems;
    private string _kind = "";
    private ListPage _page = new("", "");

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
        while (!_isWhole);

        if (_place != Place.AfterRoot) throw new DecodeException("the list ends in its middle");
        if (!_sawItems || !_kind.EndsWith("List", StringComparison.Ordinal))
            throw new DecodeException(_kind.Length == 0 ? "the answer is no list" : $"the answer is a `{_kind}` and no list");
        return _page.Version.Length > 0 ? _page : throw new DecodeException("the list has no resourceVersion");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _start = _end = 0;
    }

    /// <summary>
    /// Reads on until there is twice what was left over: an item that is cut is looked at again from its start, and this way
    /// that stays cheap however large it is.
    /// </summary>
    private async Task FillAsync()
    {
        var left = _end - _start;
        if (left >= limit) throw new DecodeException($"an item of the list is longer than {limit} bytes");
        MakeRoom(Math.Max(Chunk, left * 2));
        var wanted = Math.Max(Chunk, left * 2);
        while (_end < wanted)
        {
            var read = await answer.ReadAsync(_buffer.AsMemory(_end));
            _isWhole = read == 0;
            if (_isWhole) return;
            _end += read;
        }
    }

    private void MakeRoom(int size)
    {
        var left = _buffer.AsSpan(_start, _end - _start);
        if (_buffer.Length >= size)
        {
            left.CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            left.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        (_start, _end) = (0, _end - _start);
    }

    private void Parse()
    {
        var unread = _buffer.AsSpan(_start, _end - _start);
        var reader = new Utf8JsonReader(unread, _isWhole, _state);
        var done = 0;
        while (TryStep(ref reader, out var item))
        {
            // INVARIANT: what was stepped over is never looked at again, so no item is handed on twice
            done = (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (item.End.Value > 0) take(unread[item]);
        }

        _start += done;
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
        switch (_place)
        {
            case Place.BeforeRoot:
                if (reader.TokenType != JsonTokenType.StartObject) throw new DecodeException("the answer is no list");
                _place = Place.InRoot;
                return true;

            case Place.InRoot when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.AfterRoot;
                return true;

            case Place.InRoot:
                return StepOverProperty(ref reader);

            case Place.InItems when reader.TokenType == JsonTokenType.EndArray:
                _place = Place.InRoot;
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
            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null) || _sawItems)
                throw new DecodeException("the items of the list are no array");
            _sawItems = true;
            if (reader.TokenType == JsonTokenType.StartArray) _place = Place.InItems;
            return true;
        }

        var isKind = reader.ValueTextEquals("kind"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read()) return false;
        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        if (isKind) _kind = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (isMetadata) _page = PageOf(Unread(from..(int)reader.BytesConsumed));
        return true;
    }

    private ReadOnlySpan<byte> Unread(Range range) => _buffer.AsSpan(_start, _end - _start)[range];

    private static ListPage PageOf(ReadOnlySpan<byte> metadata)
    {
        var reader = new Utf8JsonReader(metadata, JsonLimits.Reader);
        reader.Read();
        var head = ObjectHead.ReadMetadata(ref reader);
        return new ListPage(head.Version, head.Continue);
    }
}
