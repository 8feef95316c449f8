using K8GuardScript.Compiler;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts;

/// <summary>Turns one script into a policy: compiles, loads, runs its body with its settings.</summary>
internal sealed class PolicyLoader(TimeProvider clock)
{
    /// <param name="file">the script's file name</param>
    /// <param name="text">its text</param>
    /// <param name="folder">where it may load libraries from</param>
    /// <param name="settings">the settings file</param>
    /// <param name="cancel">stops compiling</param>
    public LoadResult Load(string file, string text, string folder, GuardSettings settings, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var compiled = ScriptCompiler.Compile(new ScriptSource(file, text, folder), cancel);
        var took = clock.GetElapsedTime(started);
        if (compiled.Script is not { } script)
            return new LoadResult(null, null, took, Errors(file, compiled.Problems));

        var assembly = ScriptAssembly.Load(script);
        try
        {
            var definition = ScheduleCheck.Checked(PolicyScriptRunner.Run(assembly.EntryPoint, id => settings.Of(id).Values));
            var entry = settings.Of(definition.Id);
            var ladder = PolicyLadder.Of(settings.Escalation, definition.Escalation, entry.Escalation);
            var revision = Revision.Of(compiled.Hash, entry.ValuesText, ladder);
            return new LoadResult(new Policy(definition, entry, ladder, revision), assembly, took, []);
        }
        catch (PolicyLoadException refused)
        {
            assembly.Dispose();
            return new LoadResult(null, null, took, [.. refused.Problems.Select(problem => ScriptError.At(problem.Place, file, problem.Message))]);
        }
    }

    // an empty script compiles to nothing, without a word
    private static List<ScriptError> Errors(string file, IReadOnlyList<ScriptProblem> problems)
    {
        var errors = problems.Where(problem => problem.IsError).Select(OfCompiler).ToList();
        return errors.Count > 0
            ? errors
            : [new ScriptError(file, 1, 1, null, "the script is empty: start with `Policy(\"id\", Severity.Medium, \"title\")`, or delete the file")];
    }

    private static ScriptError OfCompiler(ScriptProblem problem) =>
        new(problem.File, problem.Line, problem.Column, problem.Code, problem.Message, problem.Hint);
}

/// <param name="Policy">null if it can't be used</param>
/// <param name="Assembly">to be disposed when the policy is not in force any more</param>
/// <param name="CompileTime">what compiling took</param>
/// <param name="Problems">why it can't be used</param>
internal sealed record LoadResult(Policy? Policy, ScriptAssembly? Assembly, TimeSpan CompileTime, IReadOnlyList<ScriptError> Problems);
