using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Compiler;

/// <summary>What compiling a script came to.</summary>
/// <param name="Script">the assembly; null if there is an error</param>
/// <param name="Problems">errors and warnings, by file and position, each once</param>
/// <param name="Hash">
/// SHA-256 in lower-case hex of all that decides the outcome: the texts, the usings, the compiler's and the Sdk's version
/// </param>
/// <param name="LoadedFiles">names of the files that the script loads, directly or not, in the script's folder</param>
internal sealed record CompilationResult(
    CompiledScript? Script, IReadOnlyList<ScriptProblem> Problems, string Hash, IReadOnlyList<string> LoadedFiles);
