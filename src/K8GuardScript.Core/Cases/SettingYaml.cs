using K8GuardScript.Sdk.Registration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Core.Cases;

/// <summary>Hands the <c>settings:</c> of a YAML file over to a script.</summary>
internal static class SettingYaml
{
    /// <summary>The keys of a <c>settings:</c> map; empty for an absent or empty one.</summary>
    /// <param name="settings">the map; anything else reads as empty</param>
    /// <param name="file">the file's name, for messages</param>
    public static IReadOnlyDictionary<string, SettingInput> Read(YamlNode? settings, string file) =>
        settings is YamlMappingNode map ? MapOf(map, file) : new Dictionary<string, SettingInput>();

    private static Dictionary<string, SettingInput> MapOf(YamlMappingNode map, string file)
    {
        var inputs = new Dictionary<string, SettingInput>(StringComparer.Ordinal);
        foreach (var (key, value) in map) inputs[KubeYaml.KeyOf(key)] = Input(value, file);
        return inputs;
    }

    private static SettingInput Input(YamlNode node, string file)
    {
        var input = new SettingInput(YamlPlace.Of(node, file));
        return node switch
        {
            YamlSequenceNode list => input with { Items = [.. list.Select(item => Input(item, file))] },
            YamlMappingNode map => input with { Map = MapOf(map, file) },
            YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => input,
            YamlScalarNode scalar => input with { Scalar = scalar.Value, Quoted = scalar.Style != ScalarStyle.Plain },
            _ => input,
        };
    }
}
