using K8GuardScript.Check;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts.Loading;

namespace K8GuardScript.Scripts;

/// <summary>
/// Keeps what is in force in step with the folder: builds the new thing whole, swaps one reference, retires the old. What fails
/// keeps its last good version. One call at a time.
/// </summary>
internal sealed partial class PolicyReloader(
    PolicyFolder folder, RevisionBuilder builder, ActVeto veto, Quarantine quarantine, LastGoodFile lastGoodFile, Rulebook rulebook,
    PolicyShelf shelf, TimeProvider clock)
{
    private Dictionary<string, ShelvedScript> loaded = new(StringComparer.Ordinal);
    private LastGoodSet? lastGood;
    private FolderSnapshot? candidate;
    private FolderSnapshot? last;
    private IReadOnlyList<string> problemsOfLast = [];
    private GuardSettings inForce = new();
    private IReadOnlyList<SettingsFile> filesInForce = [];
    private readonly ExemptionFiles exemptionFiles = new();
    private int quarantineSeen;

    /// <summary>What is loaded, by file name.</summary>
    public IReadOnlyDictionary<string, ShelvedScript> Loaded => loaded;

    /// <summary>Names of settings files in force that say nothing.</summary>
    public IEnumerable<string> EmptySettings => filesInForce.Where(file => file.IsEmpty).Select(file => file.Name);

    /// <summary>Looks at the folder and takes over what changed.</summary>
    /// <exception cref="OperationCanceledException">stopped; nothing was taken over</exception>
    public async Task<ReloadOutcome> ReloadAsync(CancellationToken cancel)
    {
        lastGood ??= lastGoodFile.Read();
        FolderSnapshot snapshot;
        try
        {
            snapshot = folder.Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await KeepAsync([$"`{folder.Path}` can't be read: {failure.Message}"], cancel).ConfigureAwait(false);
        }

        if (last is not null && last.IsSame(snapshot)) return await UnchangedAsync(snapshot, cancel).ConfigureAwait(false);
        if (snapshot.Scripts.Count + snapshot.Unreadable.Count == 0 && (loaded.Count > 0 || lastGood.Scripts.Count > 0))
        {
            return await KeepAsync(
                [$"the policies folder `{folder.Path}` is empty: the last policies stay in force; to switch one off, set `enabled: false`"],
                cancel).ConfigureAwait(false);
        }

        if (last is not null && WhatIsLost(last, snapshot) is { } lost) return await KeepAsync([lost], cancel).ConfigureAwait(false);
        if (last is not null && !IsSteady(snapshot)) return ReloadOutcome.Unsteady;

        var reading = SettingsReader.Read(snapshot.Settings, clock.GetUtcNow());
        if (reading.Settings is not { } written)
            return await RefuseAsync(snapshot, [.. reading.Problems.Select(problem => problem.ToString())], cancel).ConfigureAwait(false);

        if (veto.Of(written) is { } refused)
        {
            var where = string.Join(", ", snapshot.Settings.Select(file => file.Name));
            return await RefuseAsync(snapshot, [$"{where}: {refused}"], cancel).ConfigureAwait(false);
        }

        var taken = exemptionFiles.Take(written, snapshot.Exemptions, snapshot.Unreadable, lastGood.Exemptions ?? [], clock.GetUtcNow());
        IReadOnlyList<string> bad = [.. taken.Problems.Select(problem => problem.ToString())];
        if (last is null && taken.IsLost) return await RefuseAsync(snapshot, bad, cancel).ConfigureAwait(false);

        filesInForce = snapshot.Settings;
        var settings = last is null && bad.Count > 0 ? WithoutActing(taken.Settings) : taken.Settings;
        var outcome = await TakeOverAsync(snapshot.Scripts.Keys.Select(snapshot.File).ToList(), snapshot, settings, cancel).ConfigureAwait(false);
        shelf.ShowSettingsProblems(bad);
        (last, problemsOfLast) = (snapshot, bad);
        return outcome with { Problems = bad };
    }

    private async Task<ReloadOutcome> UnchangedAsync(FolderSnapshot snapshot, CancellationToken cancel)
    {
        // a folder that was out of reach and is back as it was
        if (shelf.SettingsProblems != problemsOfLast) shelf.ShowSettingsProblems(problemsOfLast);
        candidate = snapshot;
        if (quarantineSeen == quarantine.Edition && !loaded.Values.Any(entry => entry.TryAgain)) return ReloadOutcome.Unchanged;
        return await TakeOverAsync([.. loaded.Values.Select(entry => entry.Script).OfType<ScriptFile>()], snapshot, inForce, cancel).ConfigureAwait(false);
    }

    // Half of a file can be valid, and say less than the whole: what changed is believed once two looks in a row agree.
    private bool IsSteady(FolderSnapshot snapshot)
    {
        var isSteady = candidate is not null && candidate.IsSame(snapshot);
        candidate = snapshot;
        return isSteady;
    }

    // INVARIANT: settings that are gone say nothing, least of all that their restrictions are lifted.
    private static string? WhatIsLost(FolderSnapshot before, FolderSnapshot now)
    {
        foreach (var file in before.Settings.Where(file => !file.IsEmpty))
        {
            var same = now.Settings.FirstOrDefault(other => other.Name == file.Name && other.Folder == file.Folder);
            if (same is null) return $"the settings file `{file.Name}` is gone: its last settings stay in force";
            if (same.IsEmpty) return $"the settings file `{file.Name}` is empty: its last settings stay in force";
        }

        return null;
    }

    private async Task<ReloadOutcome> TakeOverAsync(
        IReadOnlyList<ScriptFile> scripts, FolderSnapshot? snapshot, GuardSettings settings, CancellationToken cancel)
    {
        var seen = quarantine.Edition;
        var built = await BuildAsync(scripts, snapshot, settings, cancel).ConfigureAwait(false);
        var next = WithoutDoubles(built);
        var before = rulebook.Swap(new Rulebook.Edition(settings, new PolicySet(InForce(next, settings))));

        // INVARIANT: what was held meanwhile does not come back with this.
        foreach (var held in quarantine.All().Where(entry => entry.IsOut)) rulebook.Remove(held.Mark.Name, held.Mark.Version);
        shelf.Show([.. next.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Entry(pair.Key, pair.Value, settings))]);
        Retire([.. loaded.Values, .. built.Values], keep: next);
        (loaded, inForce, quarantineSeen) = (next, settings, seen);
        Remember();
        return new ReloadOutcome(true, before, rulebook.Current, []);
    }

    private async Task<Dictionary<string, ShelvedScript>> BuildAsync(
        IReadOnlyList<ScriptFile> scripts, FolderSnapshot? snapshot, GuardSettings settings, CancellationToken cancel)
    {
        var next = new Dictionary<string, ShelvedScript>(StringComparer.Ordinal);
        foreach (var file in snapshot?.Unreadable.Keys ?? [])
        {
            var script = file.EndsWith(".csx", StringComparison.Ordinal) ? file : null;
            if (script is not null) next[file] = Unreadable(file, snapshot!.Unreadable[file], settings);
        }

        var toBuild = new List<ScriptFile>();
        foreach (var script in scripts)
        {
            var known = loaded.GetValueOrDefault(script.Name);
            if (snapshot?.WhyUnreadable(script.Name) is { } why) next[script.Name] = Unreadable(script.Name, why, settings);
            else if (known is not null && known.IsSame(script, settings)) next[script.Name] = known;
            else toBuild.Add(script);
        }

        try
        {
            var results = await builder.BuildAsync(toBuild, settings, cancel).ConfigureAwait(false);
            foreach (var (script, result) in toBuild.Zip(results))
                next[script.Name] = ShelvedScript.Next(loaded.GetValueOrDefault(script.Name), script, result, settings, clock.GetUtcNow());
            if (last is null) await RecallAsync(next, settings, cancel).ConfigureAwait(false);
            return next;
        }
        catch
        {
            // INVARIANT: what is in force stays as it is, and nothing that was built beside it stays loaded.
            Retire(next.Values, keep: loaded);
            throw;
        }
    }

    private static void Retire(IEnumerable<ShelvedScript> entries, Dictionary<string, ShelvedScript> keep)
    {
        foreach (var assembly in entries.Select(entry => entry.Assembly).Except(keep.Values.Select(entry => entry.Assembly))) assembly?.Dispose();
    }

    private ShelvedScript Unreadable(string file, string why, GuardSettings settings)
    {
        var known = loaded.GetValueOrDefault(file) ?? new ShelvedScript { Script = null, BuiltWith = settings };
        var problem = new ScriptError(file, null, null, null, $"it can't be read: {why}");
        return known with { Script = null, BuiltWith = settings, Policy = known.KeptUnder(settings), Problems = [problem], Warnings = [] };
    }

    private Dictionary<string, ShelvedScript> WithoutDoubles(Dictionary<string, ShelvedScript> built)
    {
        var next = new Dictionary<string, ShelvedScript>(built, StringComparer.Ordinal);
        foreach (var group in built.Where(pair => pair.Value.Policy is not null).GroupBy(pair => pair.Value.Policy!.Id).Where(group => group.Count() > 1))
        {
            // whose policy is in force keeps the id: another file can't take its place, however often either is saved
            var first = group.OrderBy(pair => loaded.GetValueOrDefault(pair.Key)?.Policy?.Id == group.Key ? 0 : 1)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
            foreach (var (file, entry) in group.Where(pair => pair.Key != first))
            {
                var problem = new ScriptError(file, null, null, null, $"policy `{group.Key}` is already in `{first}`: give one of them another id");
                next[file] = entry with { Policy = null, Assembly = null, Good = null, Problems = [problem] };
            }
        }

        return next;
    }

    private IEnumerable<Policy> InForce(Dictionary<string, ShelvedScript> next, GuardSettings settings) =>
        next.Values.Select(entry => entry.Policy).OfType<Policy>()
            .Where(policy => settings.Of(policy.Id).Enabled && quarantine.Of(policy.Id, policy.Version) is null);

    private async Task<ReloadOutcome> RefuseAsync(FolderSnapshot snapshot, IReadOnlyList<string> problems, CancellationToken cancel)
    {
        var outcome = await KeepAsync(problems, cancel).ConfigureAwait(false);
        (last, problemsOfLast) = (snapshot, problems);
        return outcome;
    }

    private async Task<ReloadOutcome> KeepAsync(IReadOnlyList<string> problems, CancellationToken cancel)
    {
        var before = rulebook.Current;
        var isRecalled = !shelf.WasLoaded && await RecallAllAsync(cancel).ConfigureAwait(false);
        var isNews = !shelf.SettingsProblems.SequenceEqual(problems, StringComparer.Ordinal);
        shelf.ShowSettingsProblems(problems);
        return new ReloadOutcome(isRecalled, before, rulebook.Current, isNews ? problems : []);
    }

    private ShelfEntry Entry(string file, ShelvedScript entry, GuardSettings settings)
    {
        var held = entry.Held ?? (entry.Policy is { } loadedPolicy ? quarantine.Of(loadedPolicy.Id, loadedPolicy.Version) : null);
        var state = entry switch
        {
            { Policy: { } policy } when !settings.Of(policy.Id).Enabled => ShelfState.Disabled,
            _ when held is { State: HoldState.Parked } => ShelfState.Parked,
            _ when held is not null => ShelfState.Quarantined,
            { Policy: null } => ShelfState.Failed,
            { Problems.Count: > 0 } => ShelfState.KeptLastGood,
            _ => ShelfState.Active,
        };
        IReadOnlyList<ScriptError> problems = held is null || entry.Held is not null
            ? entry.Problems
            : [.. entry.Problems, new ScriptError(file, null, null, null, held.Why)];
        IReadOnlyList<string> waitsFor = (entry.Policy, held) switch
        {
            (null, _) => PossibleIds.Of(file, entry.Script?.Text, lastGood?.Find(file)?.Id),
            ({ } policy, not null) => [policy.Id],
            _ => [],
        };
        return new ShelfEntry(file, entry.Policy?.Id, state, entry.Policy, entry.LoadedAt, entry.CompileTime, problems, entry.Warnings, waitsFor)
        {
            OddScopes = entry.Policy is { } judge && settings.Of(judge.Id) is { Enabled: true } asked
                ? [.. ScopeCheck.Of(judge, asked).Concat(ActionCheck.Of(judge, asked)).Select(odd => odd.WithHint)]
                : [],
        };
    }
}
