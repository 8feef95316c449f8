namespace K8GuardScript.Scripts;

/// <summary>The texts of a policies folder and its settings files, read together.</summary>
/// <param name="Scripts">policy scripts by file name, without the libraries that start with <c>_</c></param>
/// <param name="Libraries">one text over all libraries: when it changes, scripts that load any may change</param>
/// <param name="Settings">the settings files in their order</param>
/// <param name="Unreadable">scripts that are there and can't be read, with why</param>
/// <param name="Folder">where the scripts really lie, all links followed</param>
internal sealed record FolderSnapshot(
    IReadOnlyDictionary<string, string> Scripts,
    string Libraries,
    IReadOnlyList<Core.Settings.SettingsFile> Settings,
    IReadOnlyDictionary<string, string> Unreadable,
    string Folder);
