using System.Text.Json;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Steps over one object and notes the little that a list-watch needs to know of it. Works on a part of the object too: then it
/// says that it needs more and is asked again from the object's start.
/// </summary>
/// <param name="kind">the kind that is expected; objects that name none are of it</param>
/// <param name="withVersion">whether the version is wanted as a text</param>
internal ref struct ObjectHead(string kind, bool withVersion)
{
    private Seen seen;

    [Flags]
    private enum Seen
    {
        Nothing = 0,
        Kind = 1,
        Metadata = 2,
        Name = 4,
        Version = 8,
        Namespace = 16,
        Uid = 32,
        Annotations = 64,
    }

    /// <summary>Another kind than the expected one; null when all is well.</summary>
    public string? OtherKind { get; private set; }

    /// <summary>Whether it says of which kind it is.</summary>
    public bool SaysKind { get; private set; }

    /// <summary>Whether it has a name that is a text and not empty.</summary>
    public bool HasName { get; private set; }

    /// <summary>Empty where there is none, or where it is not wanted.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Whether it bears the annotation that ends the first part of a streamed list.</summary>
    public bool EndsInitialEvents { get; private set; }

    /// <param name="reader">at the object's start; left at its end</param>
    /// <returns>false when more bytes are needed</returns>
    /// <exception cref="DecodeException">a key that counts stands there twice</exception>
    public bool TryRead(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            if (!TryReadProperty(ref reader)) return false;
        }

        return false;
    }

    private bool TryReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("metadata"u8))
        {
            Once(Seen.Metadata);
            return reader.Read() && TryReadMetadata(ref reader);
        }

        if (!reader.ValueTextEquals("kind"u8)) return reader.TrySkip();
        Once(Seen.Kind);
        if (!reader.Read()) return false;
        if (reader.TokenType != JsonTokenType.String) return reader.TrySkip();
        SaysKind = !reader.ValueTextEquals(""u8);
        if (SaysKind && !reader.ValueTextEquals(kind)) OtherKind = reader.GetString();
        return true;
    }

    private bool TryReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return reader.TrySkip();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            if (!TryReadMetadatum(ref reader)) return false;
        }

        return false;
    }

    private bool TryReadMetadatum(ref Utf8JsonReader reader)
    {
        var what = WhatIs(ref reader);
        if (what == Seen.Nothing) return reader.TrySkip();
        Once(what);
        if (!reader.Read()) return false;
        if (what == Seen.Annotations) return TryReadAnnotations(ref reader);
        if (reader.TokenType != JsonTokenType.String) return reader.TrySkip();
        if (what == Seen.Name) HasName = !reader.ValueTextEquals(""u8);
        if (what == Seen.Version && withVersion) Version = reader.GetString()!;
        return true;
    }

    private static Seen WhatIs(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("name"u8)) return Seen.Name;
        if (reader.ValueTextEquals("namespace"u8)) return Seen.Namespace;
        if (reader.ValueTextEquals("uid"u8)) return Seen.Uid;
        if (reader.ValueTextEquals("resourceVersion"u8)) return Seen.Version;
        return reader.ValueTextEquals("annotations"u8) ? Seen.Annotations : Seen.Nothing;
    }

    private bool TryReadAnnotations(ref Utf8JsonReader reader)
    {
        // bookmarks have nothing else, and of other objects nobody asks
        if (!withVersion || HasName || reader.TokenType != JsonTokenType.StartObject) return reader.TrySkip();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var isEnd = reader.ValueTextEquals("k8s.io/initial-events-end"u8);
            if (!reader.Read()) return false;
            if (isEnd && reader.TokenType == JsonTokenType.String) EndsInitialEvents = reader.ValueTextEquals("true"u8);
            if (!reader.TrySkip()) return false;
        }

        return false;
    }

    private void Once(Seen what)
    {
        if (seen.HasFlag(what)) throw new DecodeException(DecodeFault.RepeatedKey, "an object has a key twice");
        seen |= what;
    }
}
