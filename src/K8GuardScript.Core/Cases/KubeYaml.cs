using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Core.Cases;

/// <summary>
/// Writes YAML as JSON with the types that <c>kubectl apply</c> gives it (sigs.k8s.io/yaml, YAML 1.1): a plain <c>yes</c>,
/// <c>on</c> or <c>y</c> is true, <c>0644</c> is octal, dates stay text; what is quoted is text.
/// </summary>
internal static partial class KubeYaml
{
    /// <summary>The node as UTF-8 JSON.</summary>
    public static byte[] ToJson(YamlNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, node);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                writer.WriteStartObject();
                WriteMembers(writer, map, new HashSet<string>(StringComparer.Ordinal), isMerged: false);
                writer.WriteEndObject();
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            case YamlScalarNode scalar:
                WriteScalar(writer, scalar.Value ?? "", scalar.Style is ScalarStyle.Plain or ScalarStyle.Any);
                break;
        }
    }

    // what a map says itself wins over what `<<` brings, and of that the first
    private static void WriteMembers(Utf8JsonWriter writer, YamlMappingNode map, HashSet<string> known, bool isMerged)
    {
        foreach (var (key, value) in map.Where(member => !IsMerge(member.Key)))
        {
            var name = KeyText(KeyOf(key), key is YamlScalarNode { Style: ScalarStyle.Plain });
            if (!known.Add(name))
            {
                if (isMerged) continue;
                throw new YamlException(key.Start, key.End, $"key `{name}` stands here twice");
            }

            writer.WritePropertyName(name);
            Write(writer, value);
        }

        foreach (var (_, merged) in map.Where(member => IsMerge(member.Key)))
        {
            foreach (var one in merged is YamlSequenceNode list ? list.Children : [merged])
            {
                if (one is not YamlMappingNode more) throw new YamlException(one.Start, one.End, "`<<` merges maps, and this is none");
                WriteMembers(writer, more, known, isMerged: true);
            }
        }
    }

    private static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: "<<", Style: ScalarStyle.Plain };

    /// <summary>The text of a key.</summary>
    /// <exception cref="YamlException">the key is a list or a map, which JSON can't say</exception>
    public static string KeyOf(YamlNode key) =>
        (key as YamlScalarNode ?? throw new YamlException(key.Start, key.End, "a key must be a text")).Value ?? "";

    /// <summary>The text of a scalar key: a plain <c>on</c> or <c>y</c> is the key <c>true</c>.</summary>
    public static string KeyText(string text, bool isPlain) => !isPlain || BoolOf(text) is not { } flag ? text : flag ? "true" : "false";

    /// <summary>Writes a scalar with the type that it has; what is not plain is text.</summary>
    public static void WriteScalar(Utf8JsonWriter writer, string text, bool isPlain)
    {
        if (!isPlain) writer.WriteStringValue(text);
        else if (text is "" or "~" or "null" or "Null" or "NULL") writer.WriteNullValue();
        else if (BoolOf(text) is { } flag) writer.WriteBooleanValue(flag);
        else if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) writer.WriteStringValue(text);
        else if (WholePattern().IsMatch(text) && TryWhole(text, out var whole)) writer.WriteNumberValue(whole);
        else if (FloatPattern().IsMatch(text) && double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture)))
            writer.WriteNumberValue(double.Parse(text, CultureInfo.InvariantCulture));
        else writer.WriteStringValue(text);
    }

    private static bool? BoolOf(string text) => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => false,
        _ => null,
    };

    private static bool TryWhole(string text, out decimal whole)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var isNegative = digits[0] == '-';
        digits = digits.TrimStart('+', '-');
        var (radix, skip) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        whole = 0;
        foreach (var c in digits[skip..])
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix || whole > ulong.MaxValue) return false;
            whole = (whole * radix) + digit;
        }

        whole = isNegative ? -whole : whole;
        return whole is >= long.MinValue and <= ulong.MaxValue;
    }

    [GeneratedRegex("^[-+]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholePattern();

    [GeneratedRegex("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatPattern();
}
