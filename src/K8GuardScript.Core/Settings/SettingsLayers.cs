using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Lays settings files over each other: maps merge by key, everything else is replaced by the later file.</summary>
internal static class SettingsLayers
{
    /// <param name="below">the earlier file's value</param>
    /// <param name="above">the later file's value, which wins</param>
    public static SettingInput Merge(SettingInput below, SettingInput above)
    {
        if (below.Map is null || above.Map is null) return above;

        var merged = new Dictionary<string, SettingInput>(below.Map, StringComparer.Ordinal);
        foreach (var (key, value) in above.Map)
            merged[key] = merged.TryGetValue(key, out var earlier) ? Merge(earlier, value) : value;
        return above with { Map = merged };
    }
}
