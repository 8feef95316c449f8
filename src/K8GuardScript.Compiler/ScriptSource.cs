namespace K8GuardScript.Compiler;

/// <summary>A script as it was read.</summary>
/// <param name="Name">the file's name without its folder: <c>image-repo.csx</c>; what messages and stack traces say</param>
/// <param name="Text">its text</param>
/// <param name="Folder">absolute path of the folder from which it may <c>#load</c>; not read where the libraries are given</param>
/// <param name="Libraries">all that it may load, by file name; null to read them from the folder</param>
internal sealed record ScriptSource(
    string Name, string Text, string Folder, IReadOnlyDictionary<string, LibraryFile>? Libraries = null);
