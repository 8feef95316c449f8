using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Core.Cases;

/// <summary>Says where a YAML node stands.</summary>
internal static class YamlPlace
{
    /// <summary><c>policies.yaml(12,7)</c>, line and column from 1.</summary>
    public static string Of(YamlNode node, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}({node.Start.Line},{node.Start.Column})");
}
