using K8GuardScript.Compiler;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Scripts;

/// <summary>The texts of a policies folder and its settings files, read together.</summary>
/// <param name="Scripts">policy scripts by file name, without the libraries that start with <c>_</c></param>
/// <param name="Libraries">the libraries by file name</param>
/// <param name="Cases">the cases files by file name</param>
/// <param name="Settings">the settings files in their order</param>
/// <param name="Unreadable">scripts, cases and exemptions that are there and can't be read, with why</param>
/// <param name="Folder">where the scripts really lie, all links followed</param>
internal sealed record FolderSnapshot(
    IReadOnlyDictionary<string, string> Scripts,
    IReadOnlyDictionary<string, LibraryFile> Libraries,
    IReadOnlyDictionary<string, string> Cases,
    IReadOnlyList<Core.Settings.SettingsFile> Settings,
    IReadOnlyDictionary<string, string> Unreadable,
    string Folder)
{
    /// <summary>The files with nothing but exemptions, by name.</summary>
    public IReadOnlyList<Core.Settings.SettingsFile> Exemptions { get; init; } = [];

    /// <summary>A script with what belongs to it.</summary>
    public ScriptFile File(string name) => new(
        name, Scripts[name], LibraryScan.Closure(Scripts[name], Libraries), Cases.GetValueOrDefault(FirstRun.CasesFileOf(name)));

    /// <summary>Why a script, or its cases, can't be read; null if they can.</summary>
    public string? WhyUnreadable(string name) =>
        Unreadable.GetValueOrDefault(name)
        ?? (Unreadable.GetValueOrDefault(FirstRun.CasesFileOf(name)) is { } why ? $"its cases: {why}" : null);

    /// <summary>Whether another look saw the same.</summary>
    public bool IsSame(FolderSnapshot other) =>
        Settings.SequenceEqual(other.Settings)
        && Exemptions.SequenceEqual(other.Exemptions)
        && IsSame(Scripts, other.Scripts)
        && IsSame(Libraries, other.Libraries)
        && IsSame(Cases, other.Cases)
        && IsSame(Unreadable, other.Unreadable);

    private static bool IsSame<T>(IReadOnlyDictionary<string, T> a, IReadOnlyDictionary<string, T> b) =>
        a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var other) && Equals(entry.Value, other));
}
