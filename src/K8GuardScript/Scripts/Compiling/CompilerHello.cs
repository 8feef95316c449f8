using K8GuardScript.Compiler;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>The first word of a compiler.</summary>
/// <param name="Build">which build of the program it is</param>
internal sealed record CompilerHello(string Build)
{
    /// <summary>What this process would say. A program that was replaced under a running worker says something else.</summary>
    public static CompilerHello Own { get; } = new($"{typeof(CompilerHello).Assembly.ManifestModule.ModuleVersionId} {ScriptHash.Toolchain}");
}

/// <summary>Every later word of a compiler: that a script is about to be run, or all answers.</summary>
/// <param name="Running">the position of the job whose script is compiled and about to be run</param>
/// <param name="Answers">one for each job, in order; null while it works</param>
internal sealed record CompilerWord(int? Running, IReadOnlyList<JobAnswer>? Answers);
