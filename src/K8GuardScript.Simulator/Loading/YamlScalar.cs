using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace K8GuardScript.Simulator.Loading;

/// <summary>
/// Types a scalar as the YAML 1.1 reader of Kubernetes (sigs.k8s.io/yaml) does: plain <c>yes</c>, <c>on</c> and <c>n</c> are booleans,
/// <c>0755</c> is octal, a date stays a string. Quoted scalars are strings.
/// </summary>
internal static partial class YamlScalar
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>False for what JSON has no value for: infinity, not-a-number.</summary>
    /// <param name="tag">an explicit tag in its long form, or empty</param>
    public static bool TryRead(string text, bool quoted, string tag, out JsonNode? node)
    {
        node = null;
        if (tag is TagPrefix + "str" or TagPrefix + "binary" || (quoted && tag.Length == 0))
        {
            node = text;
            return true;
        }

        if (text is "" or "~" or "null" or "Null" or "NULL") return true;
        if (Truth(text) is { } truth) node = truth;
        else if (text.TrimStart('+', '-') is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN") return false;
        else node = Number(text) ?? text;
        return true;
    }

    private static bool? Truth(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
        _ => null,
    };

    private static JsonNode? Number(string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) return null;
        var plain = text[0] == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } integer)
        {
            if (integer >= long.MinValue && integer <= long.MaxValue) return (long)integer;
            if (integer >= 0 && integer <= ulong.MaxValue) return (ulong)integer;
            return (double)integer;
        }

        return Float().IsMatch(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
    }

    private static BigInteger? Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        var (radix, start) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        if (digits.Length == start) return null;
        var value = BigInteger.Zero;
        foreach (var c in digits.AsSpan(start))
        {
            if (!char.IsAsciiHexDigit(c)) return null;
            var digit = Convert.ToInt32(c.ToString(), 16);
            if (digit >= radix) return null;
            value = (value * radix) + digit;
        }

        return negative ? -value : value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
