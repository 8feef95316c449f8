using System.Globalization;
using K8GuardScript.Sdk.Registration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads YAML text into values that know where they stand.</summary>
internal static class YamlTree
{
    // a settings file nests six deep; anything far beyond that is a mistake or an attack
    private const int MostLevels = 64;

    /// <param name="text">YAML, one document</param>
    /// <param name="file">the file's name for <see cref="SettingInput.Place"/></param>
    /// <param name="problems">takes what could not be read</param>
    /// <returns>the document's root; null for an empty document or one that is no YAML</returns>
    public static SettingInput? Parse(string text, string file, ICollection<SettingsProblem> problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException broken)
        {
            problems.Add(new SettingsProblem(Place(file, broken.Start), $"this is no valid YAML: {OneLine(broken.Message)}"));
            return null;
        }

        if (stream.Documents.Count == 0) return null;
        if (stream.Documents.Count > 1)
        {
            var second = stream.Documents[1].RootNode.Start;
            problems.Add(new SettingsProblem(Place(file, second), "a second document starts here: a settings file holds one"));
        }

        return Convert(stream.Documents[0].RootNode, file, problems, level: 0);
    }

    private static SettingInput? Convert(YamlNode node, string file, ICollection<SettingsProblem> problems, int level)
    {
        var place = Place(file, node.Start);
        if (level > MostLevels)
        {
            problems.Add(new SettingsProblem(place, $"nested more than {MostLevels} levels deep"));
            return null;
        }

        return node switch
        {
            YamlScalarNode scalar => new SettingInput(place) { Scalar = TextOf(scalar), Quoted = IsQuoted(scalar) },
            YamlSequenceNode list => new SettingInput(place)
            {
                Items = list.Children.Select(item => Convert(item, file, problems, level + 1)).OfType<SettingInput>().ToList(),
            },
            YamlMappingNode map => new SettingInput(place) { Map = ConvertMap(map, file, problems, level) },
            _ => null,
        };
    }

    private static Dictionary<string, SettingInput> ConvertMap(
        YamlMappingNode map, string file, ICollection<SettingsProblem> problems, int level)
    {
        var result = new Dictionary<string, SettingInput>(StringComparer.Ordinal);
        foreach (var (keyNode, valueNode) in map.Children)
        {
            if (keyNode is not YamlScalarNode { Value: { } key })
            {
                problems.Add(new SettingsProblem(Place(file, keyNode.Start), "a key must be plain text"));
                continue;
            }

            if (Convert(valueNode, file, problems, level + 1) is { } value) result[key] = value;
        }

        return result;
    }

    private static bool IsQuoted(YamlScalarNode scalar) => scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any);

    private static string? TextOf(YamlScalarNode scalar) =>
        !IsQuoted(scalar) && scalar.Value is null or "" or "~" or "null" ? null : scalar.Value;

    private static string Place(string file, Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}({mark.Line},{mark.Column})");

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
