using K8GuardScript.Compiler;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts.Compiling;
using K8GuardScript.Scripts.Loading;
using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Scripts;

/// <summary>Turns scripts into policies: has them compiled, loads them, runs their bodies with their settings.</summary>
internal sealed class PolicyLoader(IScriptCompiler compiler)
{
    /// <param name="scripts">the scripts, with what they load</param>
    /// <param name="settings">the settings file</param>
    /// <param name="cancel">stops compiling</param>
    /// <returns>one for each script, in order</returns>
    public async Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<ScriptFile> scripts, GuardSettings settings, CancellationToken cancel)
    {
        var jobs = scripts.Select(script => new ScriptJob(script.Name, script.Text, script.Libraries, Compiled: null, FirstRun: null));
        var answers = await compiler.RunAsync(JobBatch.Of([.. jobs], new GuardSettings()), cancel).ConfigureAwait(false);
        return [.. scripts.Zip(answers, (script, answer) => Load(script, answer, settings))];
    }

    private static LoadResult Load(ScriptFile file, JobAnswer answer, GuardSettings settings)
    {
        if (answer.Compiled is not { } script) return new LoadResult(null, null, Errors(file.Name, answer.Problems));

        // INVARIANT: nothing is loaded that the gate did not see in this process
        var refusals = EmittedGate.Check(script.Pe);
        if (refusals.Count > 0) return new LoadResult(null, null, [.. refusals.Select(why => EmittedGate.Refusal(file.Name, why))]);

        var built = LoadedScript.Load(file, script, settings, InlineEvaluation.Instance);
        return new LoadResult(built.Policy, built.Assembly, built.Problems);
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
/// <param name="Problems">why it can't be used</param>
internal sealed record LoadResult(Policy? Policy, ScriptAssembly? Assembly, IReadOnlyList<ScriptError> Problems);
