using System.Text.RegularExpressions;

namespace K8GuardScript.Core.Settings;

/// <summary>What YAML takes a scalar without quotes for, by its versions 1.1 and 1.2 alike: a person who wrote it may have read either.</summary>
internal static partial class PlainScalar
{
    /// <summary>In words; null for a text.</summary>
    public static string? Kind(string text) => text switch
    {
        _ when Flag.IsMatch(text) => "the boolean",
        _ when Number.IsMatch(text) => "the number",
        _ => null,
    };

    [GeneratedRegex("^(?:true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$", RegexOptions.CultureInvariant)]
    private static partial Regex Flag { get; }

    [GeneratedRegex(
        @"^[-+]?(?:0x[0-9a-fA-F_]+|0o[0-7]+|0b[01_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
