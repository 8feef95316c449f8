namespace K8GuardScript.Sdk.Registration;

/// <summary>A setting that a script asked for.</summary>
/// <param name="Name">the key in the settings file</param>
/// <param name="Type">
/// in words: <c>text</c>, <c>whole number</c>, <c>number</c>, <c>true or false</c>, <c>duration</c>, <c>list of texts</c>,
/// <c>map of texts</c>
/// </param>
/// <param name="Default">a string, long, double, bool, list or dictionary of strings; durations as text</param>
/// <param name="Value">what counts, likewise</param>
/// <param name="Description">for people</param>
/// <param name="Place">where the settings file sets it; null if it does not</param>
internal sealed record SettingDefinition(string Name, string Type, object Default, object Value, string Description, string? Place);
