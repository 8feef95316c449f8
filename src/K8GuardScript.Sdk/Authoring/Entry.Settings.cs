using System.Runtime.CompilerServices;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Authoring;

// What the settings file can set; every overload reads `settings:` of the policy's entry there.
public static partial class Entry
{
    /// <summary>A text that the settings file can set.</summary>
    /// <param name="name">as in the settings file: <c>minReplicas</c></param>
    /// <param name="default">what counts if the file does not set it</param>
    /// <param name="description">what it does, for people</param>
    public static string Setting(string name, string @default, string description) =>
        Load("Setting").Settings.Text(name, @default, description);

    /// <summary>A whole number that the settings file can set.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    public static int Setting(string name, int @default, string description) =>
        (int)Load("Setting").Settings.Whole(name, @default, description, int.MinValue, int.MaxValue);

    /// <summary>A whole number of 64 bits that the settings file can set.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    public static long Setting(string name, long @default, string description) =>
        Load("Setting").Settings.Whole(name, @default, description, long.MinValue, long.MaxValue);

    /// <summary>A number that the settings file can set.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    public static double Setting(string name, double @default, string description) =>
        Load("Setting").Settings.Number(name, @default, description);

    /// <summary>A switch that the settings file can set.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    public static bool Setting(string name, bool @default, string description) =>
        Load("Setting").Settings.Flag(name, @default, description);

    /// <summary>A duration that the settings file can set: <c>90s</c>, <c>24h</c>, <c>7d</c>, <c>1h30m</c>.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    public static TimeSpan Setting(string name, TimeSpan @default, string description) =>
        Load("Setting").Settings.Span(name, @default, description);

    /// <summary>A list of texts that the settings file can set; a list there replaces the default as a whole.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    [OverloadResolutionPriority(1)] // an empty `[]` fits a map as well
    public static FrozenList<string> Setting(string name, string[] @default, string description) =>
        Load("Setting").Settings.Texts(name, @default, description);

    /// <summary>Texts by key that the settings file can set; a map there replaces the default as a whole.</summary>
    /// <inheritdoc cref="Setting(string, string, string)" />
    public static FrozenMap Setting(string name, Dictionary<string, string> @default, string description) =>
        Load("Setting").Settings.Map(name, @default, description);
}
