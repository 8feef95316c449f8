using K8GuardScript.Compiler;
using K8GuardScript.Scripts.Cache;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Scripts.Loading;

/// <summary>A script on its way to become a policy.</summary>
internal sealed class RevisionDraft(ScriptFile script)
{
    public ScriptFile Script => script;

    /// <summary>What the cache had, if only the compiled script.</summary>
    public CacheEntry? Cached { get; init; }

    /// <summary>What is known of it; null while nothing is.</summary>
    public JobAnswer? Answer { get; set; }

    /// <summary>Whether it is compiled, and came through its first run.</summary>
    public bool IsFine => Answer is { Compiled: not null, FirstRun: { Policy: not null, Errors.Count: 0 } };

    /// <summary>What compiling took, this time or when it was kept.</summary>
    public TimeSpan CompileTime => Answer is { CompileTime.Ticks: > 0 } ? Answer.CompileTime : Cached?.CompileTime ?? TimeSpan.Zero;

    /// <summary>To compile it where it is not, and to run its body and its cases.</summary>
    public ScriptJob FirstJob() => new(script.Name, script.Text, script.Libraries, Cached?.Script, new FirstRunWish(script.Cases, []));

    /// <summary>To run its rules on real objects.</summary>
    public ScriptJob TrialJob(IReadOnlyList<string> objects) =>
        new(script.Name, "", new Dictionary<string, LibraryFile>(), Answer!.Compiled, new FirstRunWish(null, objects));

    /// <summary>Takes in what running its rules came to.</summary>
    public void Tried(JobAnswer trial)
    {
        if (trial.FirstRun is { } run) Answer = Answer! with { FirstRun = Answer.FirstRun! with { Errors = run.Errors, Warnings = run.Warnings } };
        else Answer = trial;
    }

    /// <summary>Why it can't be used.</summary>
    public BuiltRevision Refused()
    {
        var errors = Answer!.Problems.Where(problem => problem.IsError).Select(OfCompiler).Concat(Answer.FirstRun?.Errors ?? []).ToList();

        // an empty script compiles to nothing, without a word
        if (errors.Count == 0)
        {
            const string Empty = "the script is empty: start with `Policy(\"id\", Severity.Medium, \"title\")`, or delete the file";
            errors.Add(new ScriptError(script.Name, 1, 1, null, Empty));
        }

        return BuiltRevision.Refused(CompileTime, errors) with { TryAgain = Answer.IsUnanswered };
    }

    private static ScriptError OfCompiler(ScriptProblem problem) =>
        new(problem.File, problem.Line, problem.Column, problem.Code, problem.Message, problem.Hint);
}
