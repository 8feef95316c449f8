namespace K8GuardScript.Sdk.Registration;

/// <summary>A setting that a script asked for.</summary>
/// <param name="Name">the key in the settings file</param>
/// <param name="Type">in words, for people: <c>whole number</c>, <c>list of texts</c></param>
/// <param name="Default">a string, long, double, bool, list or dictionary of strings; durations as text</param>
/// <param name="Value">what counts, likewise</param>
/// <param name="Description">for people</param>
/// <param name="Place">where the settings file sets it; null if it does not</param>
internal sealed record SettingDefinition(string Name, string Type, object Default, object Value, string Description, string? Place)
{
    /// <summary>
    /// Where to mend a text that the script passed on: the place of the setting whose value of the settings file it is, and words that name it.
    /// </summary>
    /// <param name="text">what is wrong with which is to be told</param>
    /// <param name="settings">what the script asked for</param>
    /// <param name="place">where the script passed it on: the answer where no setting has this value</param>
    public static (string Place, string Words) Origin(string? text, IReadOnlyList<SettingDefinition> settings, string place) =>
        settings.FirstOrDefault(setting => setting.Place is not null && setting.Value is string value && value == text) is { } found
            ? (found.Place!, $"the setting `{found.Name}`: ")
            : (place, "");
}
