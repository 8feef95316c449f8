using System.Globalization;
using K8GuardScript.Simulator.Answers;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Requests;

/// <summary>Query parameters read the way a real server does: unknown ones are ignored, broken ones are 400.</summary>
internal sealed class QueryValues(IQueryCollection query)
{
    public string Text(string name) => query.TryGetValue(name, out var values) ? values[0] ?? "" : "";

    public IReadOnlyList<string> Texts(string name) =>
        query.TryGetValue(name, out var values) ? [.. values.OfType<string>().Where(value => value.Length > 0)] : [];

    /// <summary>Null where it is absent or empty.</summary>
    public long? Number(string name)
    {
        var text = Text(name);
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiError.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    /// <summary>Null where it is absent; present without a value counts as true.</summary>
    public bool? Flag(string name)
    {
        if (!query.ContainsKey(name)) return null;
        return Text(name).ToUpperInvariant() is not ("FALSE" or "0");
    }
}
