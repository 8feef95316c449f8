using System.Text.Json;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>What tells one version of one object from all others, read without reading the object in full. What was absent is empty.</summary>
internal readonly record struct ObjectStamp(string Namespace, string Name, string Uid, string Version)
{
    /// <summary>As deep as objects may be nested in full.</summary>
    private const int MaxDepth = 512;

    /// <summary>Where it is found in a store.</summary>
    public (string Namespace, string Name) Key => (Namespace, Name);

    /// <summary>
    /// Whether an event about an object tells nothing that is not known: the same version again, or, for what is comparable,
    /// one from before it. Events are repeated after a break, and by servers.
    /// </summary>
    public bool IsOldNews(KubeObject known)
    {
        if (Version.Length == 0) return false;
        return VersionOrder.Compare(Version, known.ResourceVersion) is { } order && (order < 0 || (order == 0 && IsOf(known)));
    }

    /// <summary>Whether an event that says an object is gone speaks of the one that is known, and not of one before it.</summary>
    public bool IsGone(KubeObject known)
    {
        // INVARIANT: what can't be ordered takes no object of another uid away; a later list finds what is really gone
        return IsOf(known) ? !VersionOrder.IsOlder(Version, known.ResourceVersion) : VersionOrder.IsOlder(known.ResourceVersion, Version);
    }

    private bool IsOf(KubeObject known) => known.UidKey == new ObjectUid(Uid);

    /// <summary>Of a key that comes twice the first counts, as for the whole object.</summary>
    /// <returns>null when this is no object, or can't be read as far as needed</returns>
    public static ObjectStamp? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("metadata"u8)) return ReadMetadata(ref reader);
                reader.Skip();
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no Unicode; reading the object in full says what is wrong
            return null;
        }
    }

    private static ObjectStamp? ReadMetadata(ref Utf8JsonReader reader)
    {
        string? @namespace = null, name = null, uid = null, version = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8)) First(ref name, TextAfter(ref reader));
            else if (reader.ValueTextEquals("namespace"u8)) First(ref @namespace, TextAfter(ref reader));
            else if (reader.ValueTextEquals("uid"u8)) First(ref uid, TextAfter(ref reader));
            else if (reader.ValueTextEquals("resourceVersion"u8)) First(ref version, TextAfter(ref reader));
            else reader.Skip();

            // most objects tell these first, and their labels and managed fields are long
            if (name is not null && @namespace is not null && uid is not null && version is not null) break;
        }

        return new ObjectStamp(@namespace ?? "", name ?? "", uid ?? "", version ?? "");
    }

    private static void First(ref string? known, string text) => known ??= text;

    private static string TextAfter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
        reader.Skip();
        return "";
    }
}
