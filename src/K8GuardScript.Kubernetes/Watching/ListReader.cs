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
/// <param name="answer">its body</param>
/// <param name="kind">of the items</param>
/// <param name="isOwnList">
/// whether the list can only be a <c>KINDList</c>; a definition of custom resources may name it otherwise, and then the items
/// say their kind
/// </param>
/// <param name="take">gets each item</param>
/// <param name="limit">the largest item, in bytes</param>
internal sealed class ListReader(
    ApiAnswer answer, string kind, bool isOwnList, ItemTaker take, int limit = WatchLines.LongestLine) : IDisposable
{
    private const int Chunk = 128 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Chunk);
    private int start;
    private int end;
    private bool isWhole;
    private JsonReaderState state = new(JsonLimits.List);
    private Place place = Place.BeforeRoot;
    private bool sawItems;
    private bool hasNullItems;
    private bool hasItem;
    private bool hasItemOfUnsaidKind;
    private string? listKind;
    private ListPage? page;

    private enum Place
    {
        BeforeRoot,
        InRoot,
        InItems,
        AfterRoot,
    }

    /// <summary>Reads to the end of the page.</summary>
    /// <exception cref="CallFailedException">the connection broke or the deadline passed</exception>
    /// <exception cref="DecodeException">no UTF-8, no JSON, no list of this kind, or an item that is too large or has no name</exception>
    public async Task<ListPage> ReadAsync()
    {
        do
        {
            await FillAsync();
            Parse();
        }
        while (!isWhole);

        if (place != Place.AfterRoot) throw new DecodeException(DecodeFault.Cut, "the list ends in its middle");
        if (!sawItems || listKind?.EndsWith("List", StringComparison.Ordinal) != true)
            throw NotAList(listKind is { Length: > 0 } ? $"the answer is {PoisonName.OfKind(listKind)} and no list" : "the answer is no list");

        // INVARIANT: a list of something else, an empty one too, never stands for what is there of this kind
        if (listKind != kind + "List" && (isOwnList || hasItemOfUnsaidKind))
            throw new DecodeException(DecodeFault.WrongKind, $"the answer to a list of {kind} is {PoisonName.OfKind(listKind)}");
        return page is { Version.Length: > 0 } found
            ? found with { HasNullItems = hasNullItems, IsEmpty = !hasItem }
            : throw new DecodeException(DecodeFault.NoVersion, "the list has no resourceVersion");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = [];
        start = end = 0;
    }

    private static DecodeException NotAList(string message) => new(DecodeFault.WrongShape, message);

    /// <summary>
    /// Reads on until there is twice what was left over: an item that is cut is looked at again from its start, and this way
    /// that stays cheap however large it is.
    /// </summary>
    private async Task FillAsync()
    {
        var left = end - start;
        if (left >= limit)
            throw InItem(new DecodeException(DecodeFault.TooLong, $"an item of the list is longer than {limit} bytes"));
        var wanted = Math.Max(Chunk, left * 2);
        MakeRoom(wanted);
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

        // never said to be the last part: a list that is cut then just ends, and can be told from one that is broken
        var reader = new Utf8JsonReader(unread, isFinalBlock: false, state);
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
        var from = (int)reader.BytesConsumed;
        try
        {
            return reader.Read() && Step(ref reader, ref item);
        }
        catch (JsonException)
        {
            var fault = JsonLimits.FaultOf(reader, JsonLimits.List);
            var message = fault == DecodeFault.TooDeep ? "the list is nested too deeply" : "the list is no JSON";
            throw InItem(new DecodeException(fault, message), from);
        }
        catch (InvalidOperationException)
        {
            // an escape for half a character in a text that we need
            throw InItem(new DecodeException(DecodeFault.NotUnicode, "the list has a text that is no Unicode"), from);
        }
        catch (DecodeException e)
        {
            throw InItem(e, from);
        }
    }

    /// <summary>Names the item whose bytes could not be read, where it has a name.</summary>
    private DecodeException InItem(DecodeException fault, int from = 0) =>
        place == Place.InItems ? fault.Of(buffer.AsSpan(start, end - start)[from..].TrimStart(", \n\r\t"u8)) : fault;

    private bool Step(ref Utf8JsonReader reader, ref Range item)
    {
        switch (place)
        {
            case Place.BeforeRoot:
                if (reader.TokenType != JsonTokenType.StartObject) throw NotAList("the answer is no list");
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
        if (reader.TokenType != JsonTokenType.StartObject) throw NotAList("an item of the list is no object");
        var from = (int)reader.TokenStartIndex;
        var head = new ObjectHead(kind, withVersion: false);
        if (!head.TryRead(ref reader)) return false;

        item = from..(int)reader.BytesConsumed;
        if (!Utf8.IsValid(Unread(item))) throw new DecodeException(DecodeFault.NotUnicode, "an item of the list is not UTF-8");
        if (head.OtherKind is not null) throw new DecodeException(DecodeFault.WrongKind, $"the list of {kind} holds another kind");
        hasItem = true;
        hasItemOfUnsaidKind |= !head.SaysKind;
        return head.HasName ? true : throw new DecodeException(DecodeFault.NoName, "an item of the list has no name");
    }

    private bool StepOverProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("items"u8))
        {
            if (!reader.Read()) return false;
            if (sawItems) throw Repeated();
            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null)) throw NotAList("the items of the list are no array");
            sawItems = true;
            hasNullItems = reader.TokenType == JsonTokenType.Null;
            if (!hasNullItems) place = Place.InItems;
            return true;
        }

        var isKind = reader.ValueTextEquals("kind"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read()) return false;
        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        if ((isKind && listKind is not null) || (isMetadata && page is not null)) throw Repeated();
        if (isKind) listKind = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (isMetadata) page = PageOf(Unread(from..(int)reader.BytesConsumed));
        return true;
    }

    private static DecodeException Repeated() => new(DecodeFault.RepeatedKey, "the list has a key twice");

    private ReadOnlySpan<byte> Unread(Range range) => buffer.AsSpan(start, end - start)[range];

    private static ListPage PageOf(ReadOnlySpan<byte> metadata)
    {
        var reader = new Utf8JsonReader(metadata, JsonLimits.Reader);
        string? version = null;
        string? next = null;
        var remains = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return default(ListPage) with { Version = "", Continue = "" };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("resourceVersion"u8);
            var isNext = reader.ValueTextEquals("continue"u8);
            var isRemainder = reader.ValueTextEquals("remainingItemCount"u8);
            reader.Read();
            if (isVersion) version = TextOf(ref reader, version);
            if (isNext) next = TextOf(ref reader, next);
            if (isRemainder) remains = reader.TokenType == JsonTokenType.Number && !reader.ValueSpan.SequenceEqual("0"u8);
            reader.Skip();
        }

        if (remains && string.IsNullOrEmpty(next)) throw NotAList("the list says that there is more, and not where");

        // a watch from 0 starts wherever the server likes
        return new ListPage(version is null or "0" ? "" : version, next ?? "");
    }

    /// <summary>INVARIANT: a list that goes on, however that is written, is never taken for one that is complete.</summary>
    private static string TextOf(ref Utf8JsonReader reader, string? before)
    {
        if (before is not null) throw Repeated();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Null => "",
            _ => throw NotAList("the list's version or the token of its next page is no text"),
        };
    }
}
