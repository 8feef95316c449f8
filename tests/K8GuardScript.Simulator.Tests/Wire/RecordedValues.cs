using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>What the recorded server's own values (uids, names, tokens, versions) are called here.</summary>
internal sealed class RecordedValues
{
    private const long FarAhead = 100_000;

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, (long Own, bool OfObject)> versions = [];

    /// <summary>Whether a recorded value may be this own one: it is from now on, and stays so.</summary>
    public bool Same(string recorded, string own)
    {
        if (this.texts.TryGetValue(recorded, out var known)) return known == own;
        if (recorded != own && this.texts.ContainsValue(own)) return false;
        this.texts[recorded] = own;
        return true;
    }

    /// <summary>As <see cref="Same"/>, but several recorded values may be one here; an empty one is only empty.</summary>
    public bool SamePlace(string recorded, string own)
    {
        if ((recorded.Length == 0) != (own.Length == 0)) return false;
        if (recorded.Length == 0) return true;
        if (this.texts.TryAdd(recorded, own)) return true;
        return this.texts[recorded] == own;
    }

    /// <summary>
    /// Null if the own version stands to all others as the recorded one does, or how it does not. Versions of lists and bookmarks
    /// (not <paramref name="ofObject"/>) count other writes too, so those may be equal where the recorded ones are not.
    /// </summary>
    public string? Relate(string recordedText, string ownText, bool ofObject)
    {
        if (!Number(recordedText, out var recorded) || !Number(ownText, out var own))
            return recordedText == ownText ? null : $"is `{ownText}`, recorded was `{recordedText}`";
        if (this.versions.TryGetValue(recorded, out var known))
        {
            if (known.Own == own) return null;
            // a list may be as new as others made it meanwhile
            if (known.OfObject || ofObject) return $"is `{own}`, but what was `{recorded}` is `{known.Own}` elsewhere";
        }

        foreach (var (other, (otherOwn, otherOfObject)) in this.versions)
        {
            var strict = ofObject && (otherOfObject || other < recorded);
            if (other < recorded && (strict ? otherOwn >= own : otherOwn > own))
                return $"`{own}` is not newer than `{otherOwn}` ({recorded}, {other})";
            if (other > recorded && (ofObject && otherOfObject ? otherOwn <= own : otherOwn < own))
                return $"`{own}` is newer than `{otherOwn}` ({recorded}, {other})";
        }

        this.versions[recorded] = (own, ofObject);
        return null;
    }

    /// <summary>The own version that shows what the recorded one showed.</summary>
    public string Version(string recordedText)
    {
        if (!Number(recordedText, out var recorded) || recorded < 100 || this.versions.Count == 0) return recordedText;
        if (this.versions.TryGetValue(recorded, out var known)) return Text(known.Own);
        var older = this.versions.Where(pair => pair.Key < recorded).ToList();
        if (older.Count == 0) return Text(Math.Max(1, this.versions.First().Value.Own - 1));
        var nearest = older[^1];
        return Text(recorded - nearest.Key > FarAhead ? nearest.Value.Own + recorded - nearest.Key : nearest.Value.Own);
    }

    /// <summary>The text with every recorded uid, name and token in it replaced.</summary>
    public string Translate(string text)
    {
        foreach (var (recorded, own) in this.texts)
        {
            if (recorded != own) text = text.Replace(recorded, own, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A continue token that no answer gave: the same place in the list of the own version.</summary>
    public string ContinueToken(string recorded)
    {
        if (this.texts.TryGetValue(recorded, out var known)) return known;
        if (!Base64Url.IsValid(recorded)) return recorded;
        var bytes = Base64Url.DecodeFromChars(recorded);
        if (bytes is not [(byte)'{', ..]) return recorded;
        var token = JsonNode.Parse(bytes)!.AsObject();
        if (token["rv"] is JsonValue version && version.GetValue<long>() > 0)
            token["rv"] = long.Parse(Version(Text(version.GetValue<long>())), CultureInfo.InvariantCulture);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    private static bool Number(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
