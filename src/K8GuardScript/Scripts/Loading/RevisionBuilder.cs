using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts.Cache;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Scripts.Loading;

/// <summary>
/// Turns scripts into policies: from the cache where their content is known, else compiled; run for the first time where they are
/// not in this process; gated, loaded, and run here. Compiles what must be compiled together.
/// </summary>
internal sealed class RevisionBuilder(
    IScriptCompiler compiler, ScriptCache cache, IObjectSample sample, IEvaluationThreads threads, Quarantine quarantine)
{
    /// <param name="scripts">the scripts</param>
    /// <param name="settings">the settings file</param>
    /// <param name="cancel">stops; nothing stays loaded then</param>
    /// <returns>one for each script, in order</returns>
    public async Task<IReadOnlyList<BuiltRevision>> BuildAsync(IReadOnlyList<ScriptFile> scripts, GuardSettings settings, CancellationToken cancel)
    {
        var drafts = scripts.Select(script => Draft(script, settings)).ToList();
        await FirstRunsAsync(drafts.Where(draft => draft.Answer is null).ToList(), settings, cancel).ConfigureAwait(false);

        var built = new List<BuiltRevision>();
        try
        {
            foreach (var draft in drafts)
            {
                cancel.ThrowIfCancellationRequested();
                built.Add(await LoadAsync(draft, settings, cancel).ConfigureAwait(false));
            }

            return built;
        }
        catch
        {
            foreach (var one in built) one.Assembly?.Dispose();
            throw;
        }
    }

    // what the cache knows, and under these cases and settings, has nothing left to prove
    private RevisionDraft Draft(ScriptFile script, GuardSettings settings)
    {
        var kept = cache.Find(script.Hash);
        if (kept is not null && EmittedGate.Check(kept.Script.Pe).Count > 0)
        {
            // whatever this is, it was never let in: what the script itself compiles to may be
            cache.Drop(script.Hash);
            kept = null;
        }

        var draft = new RevisionDraft(script) { Cached = kept };
        if (draft.Cached is not { Policy: { } policy } known) return draft;
        if (known.Passed.Contains(KeyOf(script, policy, settings)))
            draft.Answer = new JobAnswer(known.Script, [], known.CompileTime, new FirstRunAnswer(policy, [], [], []));
        return draft;
    }

    private async Task FirstRunsAsync(List<RevisionDraft> drafts, GuardSettings settings, CancellationToken cancel)
    {
        if (drafts.Count == 0) return;
        var answers = await compiler.RunAsync(JobBatch.Of([.. drafts.Select(draft => draft.FirstJob())], settings), cancel).ConfigureAwait(false);
        foreach (var (draft, answer) in drafts.Zip(answers)) draft.Answer = answer;

        // which objects they are to be tried on is known only now
        var trials = new List<(RevisionDraft Draft, ScriptJob Job)>();
        foreach (var draft in drafts.Where(draft => draft.IsFine))
        {
            if (sample.Of(draft.Answer!.FirstRun!.Kinds) is { Count: > 0 } objects) trials.Add((draft, draft.TrialJob(objects)));
        }

        if (trials.Count > 0)
        {
            var trialAnswers = await compiler.RunAsync(JobBatch.Of([.. trials.Select(trial => trial.Job)], settings), cancel).ConfigureAwait(false);
            foreach (var (trial, answer) in trials.Zip(trialAnswers)) trial.Draft.Tried(answer);
        }

        foreach (var draft in drafts.Where(draft => draft.IsFine)) Keep(draft, settings);
    }

    private void Keep(RevisionDraft draft, GuardSettings settings)
    {
        const int MostKeys = 8;
        var (answer, policy) = (draft.Answer!, draft.Answer!.FirstRun!.Policy!);
        var passed = (draft.Cached?.Passed ?? []).Append(KeyOf(draft.Script, policy, settings)).Distinct().TakeLast(MostKeys);
        cache.Keep(draft.Script.Hash, new CacheEntry(answer.Compiled!, policy, draft.CompileTime.TotalMilliseconds, [.. passed]));
    }

    private async Task<BuiltRevision> LoadAsync(RevisionDraft draft, GuardSettings settings, CancellationToken cancel)
    {
        var (script, answer) = (draft.Script, draft.Answer!);
        if (!draft.IsFine) return draft.Refused();

        // INVARIANT: nothing is loaded that the gate did not see in this process, least of all from a cache.
        var refusals = EmittedGate.Check(answer.Compiled!.Pe);
        if (refusals.Count > 0) return BuiltRevision.Refused(draft.CompileTime, [.. refusals.Select(why => EmittedGate.Refusal(script.Name, why))]);
        if (quarantine.Of(script.Name, VersionOf(script)) is { } held)
        {
            var error = new ScriptError(script.Name, null, null, null, held.Why);
            return BuiltRevision.Refused(draft.CompileTime, error) with { Held = held };
        }

        try
        {
            var revision = await threads.RunAsync(slot => LoadedScript.Load(script, answer.Compiled!, settings, slot), cancel).ConfigureAwait(false);
            return revision with { CompileTime = draft.CompileTime, Warnings = answer.FirstRun!.Warnings };
        }
        catch (LostRunException lost)
        {
            return BuiltRevision.Refused(draft.CompileTime, new ScriptError(script.Name, null, null, null, lost.Message));
        }
        catch (BadImageFormatException broken)
        {
            cache.Drop(script.Hash);
            return BuiltRevision.Refused(draft.CompileTime, new ScriptError(script.Name, null, null, null, broken.Message)) with { TryAgain = true };
        }
    }

    /// <summary>How the version of a script's body is named in slots and quarantine.</summary>
    public static string VersionOf(ScriptFile script) => script.Hash[..12];

    private static string KeyOf(ScriptFile script, string policy, GuardSettings settings) =>
        FirstRunKey.Of(script.Cases, settings.Of(policy).ValueSets);
}
