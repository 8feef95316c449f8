using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Watch;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Scripts.Loading;

/// <summary>
/// Tries what ran when the process died, in a process of its own, on the same object and others like it. Anything may have killed the
/// guard; a version that does no harm there is put back.
/// </summary>
internal sealed class Trials(Quarantine quarantine, IScriptCompiler compiler, ObjectStore store, StoredObjects objects)
{
    /// <summary>Holds the trials that are due, once there are objects to hold them on.</summary>
    /// <param name="loaded">the scripts by file name</param>
    /// <param name="settings">the settings in force</param>
    /// <param name="cancel">stops; the trial is held again later</param>
    public async Task HoldAsync(IReadOnlyDictionary<string, ShelvedScript> loaded, GuardSettings settings, CancellationToken cancel)
    {
        foreach (var held in quarantine.All().Where(entry => entry.State == HoldState.OnTrial))
        {
            if (Suspect(held.Mark, loaded) is not { } script || !(store.IsSettled() || held.Mark.Object.Length == 0)) continue;
            var job = new ScriptJob(script.Name, script.Text, script.Libraries, null, new FirstRunWish(null, ObjectsFor(held.Mark, loaded)));
            var answer = (await compiler.RunAsync(JobBatch.Of([job], settings), cancel).ConfigureAwait(false))[0];
            if (answer.IsUnanswered) return;
            if (answer.FirstRun is { Errors.Count: 0 }) quarantine.Release(held);
            else quarantine.Condemn(held, $"{held.Why.Split(';')[0]}, and when it was tried: {WhyNot(answer)}");
        }
    }

    private static string WhyNot(JobAnswer answer) =>
        answer.FirstRun?.Errors is [var error, ..]
            ? error.Message
            : answer.Problems.FirstOrDefault(problem => problem.IsError)?.Message ?? "it can't be compiled";

    private static ScriptFile? Suspect(RunMark mark, IReadOnlyDictionary<string, ShelvedScript> loaded)
    {
        if (loaded.GetValueOrDefault(mark.Name)?.Script is { } script && RevisionBuilder.VersionOf(script) == mark.Version) return script;
        return loaded.Values.FirstOrDefault(entry => entry.Policy?.Id == mark.Name && entry.Policy.Version == mark.Version)?.Good;
    }

    private List<string> ObjectsFor(RunMark mark, IReadOnlyDictionary<string, ShelvedScript> loaded)
    {
        var policy = loaded.Values.Select(entry => entry.Policy).FirstOrDefault(policy => policy?.Id == mark.Name);
        if (policy is null) return [];
        var sample = objects.Of([.. policy.Definition.Kinds.Select(kind => new ReadKind(kind.ApiVersion, kind.Kind))]).ToList();
        var same = policy.Kinds.SelectMany(store.Keys).Where(key => key.ToString() == mark.Object);
        sample.AddRange(same.Select(objects.Json).OfType<string>());
        return sample;
    }
}
