using System.Text.Json;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Steps over one object once, takes what identifies it and notes what is not kept of it: <c>managedFields</c>, the last-applied
/// annotation, and a Secret's values (their keys stay, with null). Of a key that comes twice the first counts.
/// </summary>
/// <param name="utf8">from the object's first byte on</param>
/// <param name="pool">where short texts are taken from</param>
internal ref struct ObjectScan(ReadOnlySpan<byte> utf8, TextPool? pool)
{
    private readonly ReadOnlySpan<byte> utf8 = utf8;
    private List<int>? valueMaps;
    private string? apiVersion, kind, @namespace, name, uid, version, deletion;
    private bool sawMetadata;

    /// <summary>What is not kept.</summary>
    public ObjectCuts Cuts { get; } = new();

    /// <param name="reader">at the object's start; left at its end</param>
    /// <param name="fallbackVersion">what counts where the object names no version</param>
    /// <param name="fallbackKind">what counts where the object names no kind</param>
    /// <exception cref="JsonException">this is not valid JSON</exception>
    /// <exception cref="InvalidOperationException">a text that is needed is no Unicode</exception>
    public ObjectIdentity Read(ref Utf8JsonReader reader, string fallbackVersion, string fallbackKind)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader, fallbackVersion, fallbackKind);
        var identity = new ObjectIdentity(
            apiVersion is { Length: > 0 } ? apiVersion : fallbackVersion,
            kind is { Length: > 0 } ? kind : fallbackKind,
            @namespace ?? "",
            name ?? "",
            uid ?? "",
            version ?? "",
            deletion ?? "");
        if (identity.Kind == "Secret") HideValues();
        return identity;
    }

    private void ReadMember(ref Utf8JsonReader reader, string fallbackVersion, string fallbackKind)
    {
        if (reader.ValueTextEquals("metadata"u8)) ReadMetadata(ref reader);
        else if (reader.ValueTextEquals("kind"u8)) First(ref kind, NextText(ref reader, fallbackKind));
        else if (reader.ValueTextEquals("apiVersion"u8)) First(ref apiVersion, NextText(ref reader, fallbackVersion));
        else if (reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("stringData"u8)) NoteValues(ref reader);
        else reader.Skip();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        reader.Read();
        var from = reader.TokenStartIndex;
        if (sawMetadata || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            if (sawMetadata) Cuts.Blank(from, reader.BytesConsumed);
            sawMetadata = true;
            return;
        }

        sawMetadata = true;
        var members = new MemberCuts(Cuts);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            from = reader.TokenStartIndex;
            var isDropped = reader.ValueTextEquals("managedFields"u8);
            if (isDropped) reader.Skip();
            else ReadMetadatum(ref reader);
            if (isDropped) members.Drop(from, reader.BytesConsumed);
            else members.Keep(from, reader.BytesConsumed);
        }

        members.End();
    }

    private void ReadMetadatum(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("name"u8)) First(ref name, NextText(ref reader, null));
        else if (reader.ValueTextEquals("namespace"u8)) First(ref @namespace, NextText(ref reader, null));
        else if (reader.ValueTextEquals("uid"u8)) First(ref uid, NextText(ref reader, null));
        else if (reader.ValueTextEquals("resourceVersion"u8)) First(ref version, NextText(ref reader, null));
        else if (reader.ValueTextEquals("deletionTimestamp"u8)) First(ref deletion, NextText(ref reader, null));
        else if (reader.ValueTextEquals("annotations"u8)) ReadAnnotations(ref reader);
        else reader.Skip();
    }

    private readonly void ReadAnnotations(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var members = new MemberCuts(Cuts);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var from = reader.TokenStartIndex;
            var isDropped = reader.ValueTextEquals("kubectl.kubernetes.io/last-applied-configuration"u8);
            reader.Skip();
            if (isDropped) members.Drop(from, reader.BytesConsumed);
            else members.Keep(from, reader.BytesConsumed);
        }

        members.End();
    }

    /// <summary>Whether these are a Secret's is only known when the object was read to its end.</summary>
    private void NoteValues(ref Utf8JsonReader reader)
    {
        reader.Read();
        (valueMaps ??= []).Add((int)reader.TokenStartIndex);
        reader.Skip();
    }

    private readonly void HideValues()
    {
        foreach (var from in valueMaps ?? [])
        {
            var reader = new Utf8JsonReader(utf8[from..], ObjectParser.Options);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    reader.Read();
                    HideValue(ref reader, from);
                }
            }
            else
            {
                HideValue(ref reader, from);
            }
        }
    }

    private readonly void HideValue(ref Utf8JsonReader reader, int offset)
    {
        var from = offset + reader.TokenStartIndex;
        reader.Skip();
        Cuts.Blank(from, offset + reader.BytesConsumed);
    }

    private static void First(ref string? known, string text) => known ??= text;

    /// <summary>The text that follows a name; empty where another value does.</summary>
    private readonly string NextText(ref Utf8JsonReader reader, string? expected)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            if (expected is not null && reader.ValueTextEquals(expected)) return expected;
            return reader.ValueIsEscaped || pool is null ? reader.GetString()! : pool.Get(reader.ValueSpan);
        }

        reader.Skip();
        return "";
    }
}
