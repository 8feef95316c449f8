using K8GuardScript.Compiler;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>Scripts and settings that were in force together.</summary>
/// <param name="Settings">the settings files in their order</param>
/// <param name="Scripts">the scripts</param>
internal sealed record LastGoodSet(IReadOnlyList<SettingsFile> Settings, IReadOnlyList<LastGoodScript> Scripts)
{
    public static LastGoodSet Empty { get; } = new([], []);

    /// <summary>The files with nothing but exemptions; null where an older version of the program kept none.</summary>
    public IReadOnlyList<SettingsFile>? Exemptions { get; init; }

    public LastGoodScript? Find(string file) => Scripts.FirstOrDefault(script => script.File == file);
}

/// <summary>One of them.</summary>
/// <param name="File">its file name</param>
/// <param name="Id">its policy's id</param>
/// <param name="Text">its text</param>
/// <param name="Libraries">what it may load</param>
/// <param name="Cases">the text of its cases file, or null</param>
internal sealed record LastGoodScript(string File, string Id, string Text, IReadOnlyDictionary<string, LibraryFile> Libraries, string? Cases)
{
    public ScriptFile ToScript() => new(File, Text, Libraries, Cases);
}
