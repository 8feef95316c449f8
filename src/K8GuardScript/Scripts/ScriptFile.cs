using K8GuardScript.Compiler;

namespace K8GuardScript.Scripts;

/// <summary>A script with all that decides what becomes of it, as it was read.</summary>
/// <param name="Name">its file name</param>
/// <param name="Text">its text</param>
/// <param name="Libraries">the libraries that it may load, by file name</param>
/// <param name="Cases">the text of its cases file, or null if there is none</param>
internal sealed record ScriptFile(string Name, string Text, IReadOnlyDictionary<string, LibraryFile> Libraries, string? Cases)
{
    /// <summary>Names its content: the same for all that compile to the same.</summary>
    public string Hash { get; } = ScriptHash.Of(
        Name, Text, Libraries.Select(library => KeyValuePair.Create(library.Key, library.Value.Text ?? "")));

    /// <summary>Whether all is the same, cases too.</summary>
    public bool IsSame(ScriptFile other) => Hash == other.Hash && Cases == other.Cases && Name == other.Name;
}
