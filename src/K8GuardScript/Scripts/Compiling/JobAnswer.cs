using K8GuardScript.Compiler;
using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>What a job came to.</summary>
/// <param name="Compiled">the assembly; null if it can't be used</param>
/// <param name="Problems">what the compiler says</param>
/// <param name="CompileTime">what compiling took</param>
/// <param name="FirstRun">what running came to; null if it was not asked for, or if there was nothing to run</param>
internal sealed record JobAnswer(
    CompiledScript? Compiled, IReadOnlyList<ScriptProblem> Problems, TimeSpan CompileTime, FirstRunAnswer? FirstRun)
{
    /// <summary>The code of a problem with compiling itself, such as that it did not end.</summary>
    public const string CompilerCode = "K8G005";

    /// <summary>Nothing is known about the script, as no compiler could be started: to be asked again.</summary>
    public bool IsUnanswered { get; init; }
}

/// <summary>What running a script for the first time came to.</summary>
/// <param name="Policy">its policy's id; null if the body failed</param>
/// <param name="Kinds">the kinds that it reads</param>
/// <param name="Errors">why it can't be used</param>
/// <param name="Warnings">rules that broke on one of the objects, for people</param>
internal sealed record FirstRunAnswer(
    string? Policy, IReadOnlyList<ReadKind> Kinds, IReadOnlyList<ScriptError> Errors, IReadOnlyList<string> Warnings);

/// <summary>A kind that a policy reads.</summary>
internal sealed record ReadKind(string ApiVersion, string Kind);
