using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>
/// Keeps what is in force in step with the folder: builds the new thing whole, swaps one reference, retires the old. What fails
/// keeps its last good version. Called from one thread.
/// </summary>
internal sealed class PolicyReloader(
    PolicyFolder folder, PolicyLoader loader, ActVeto veto, Rulebook rulebook, PolicyShelf shelf, TimeProvider clock)
{
    private Dictionary<string, Loaded> loaded = new(StringComparer.Ordinal);
    private IReadOnlyList<SettingsFile>? seenSettings;
    private FolderSnapshot? last;
    private IReadOnlyList<string> problemsOfLast = [];
    private string? librariesInForce;

    /// <summary>Looks at the folder and takes over what changed.</summary>
    /// <exception cref="OperationCanceledException">stopped; nothing was taken over</exception>
    public ReloadOutcome Reload(CancellationToken cancel)
    {
        FolderSnapshot snapshot;
        try
        {
            snapshot = folder.Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Keep([$"`{folder.Path}` can't be read: {failure.Message}"]);
        }

        if (last is not null && IsSame(last, snapshot))
        {
            // a folder that was out of reach and is back as it was
            if (shelf.SettingsProblems != problemsOfLast) shelf.ShowSettingsProblems(problemsOfLast);
            return ReloadOutcome.Unchanged;
        }

        if (snapshot.Scripts.Count + snapshot.Unreadable.Count == 0 && loaded.Count > 0)
        {
            return Keep(
                [$"the policies folder `{folder.Path}` is empty: the last policies stay in force; to switch one off, set `enabled: false`"]);
        }

        if (last is not null && WhatIsLost(last, snapshot) is { } lost) return Keep([lost]);
        if (last is not null && !last.Settings.SequenceEqual(snapshot.Settings) && !IsSteady(snapshot)) return ReloadOutcome.Unchanged;

        var reading = SettingsReader.Read(snapshot.Settings);
        if (reading.Settings is not { } settings)
            return Refuse(snapshot, [.. reading.Problems.Select(problem => problem.ToString())]);

        if (veto.Of(settings) is { } refused)
            return Refuse(snapshot, [$"{string.Join(", ", snapshot.Settings.Select(file => file.Name))}: {refused}"]);

        return TakeOver(snapshot, settings, cancel);
    }

    // Half of a file can be valid, and say less than the whole: settings are believed once two looks in a row agree.
    private bool IsSteady(FolderSnapshot snapshot)
    {
        var isSteady = seenSettings is not null && seenSettings.SequenceEqual(snapshot.Settings);
        seenSettings = snapshot.Settings;
        return isSteady;
    }

    // INVARIANT: settings that are gone say nothing, least of all that their restrictions are lifted.
    private static string? WhatIsLost(FolderSnapshot before, FolderSnapshot now)
    {
        foreach (var file in before.Settings.Where(file => !string.IsNullOrWhiteSpace(file.Text)))
        {
            var same = now.Settings.FirstOrDefault(other => other.Name == file.Name && other.Folder == file.Folder);
            if (same is null) return $"the settings file `{file.Name}` is gone: its last settings stay in force";
            if (string.IsNullOrWhiteSpace(same.Text)) return $"the settings file `{file.Name}` is empty: its last settings stay in force";
        }

        return null;
    }

    private ReloadOutcome TakeOver(FolderSnapshot snapshot, GuardSettings settings, CancellationToken cancel)
    {
        var built = Build(snapshot, settings, cancel);
        var next = WithoutDoubles(built);
        var before = rulebook.Swap(new Rulebook.Edition(settings, new PolicySet(InForce(next, settings))));
        shelf.Show([.. next.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Entry(pair.Key, pair.Value, settings))]);
        Retire([.. loaded.Values, .. built.Values], keep: next);
        (loaded, last, problemsOfLast, librariesInForce) = (next, snapshot, [], snapshot.Libraries);
        return new ReloadOutcome(true, before, rulebook.Current, []);
    }

    private Dictionary<string, Loaded> Build(FolderSnapshot snapshot, GuardSettings settings, CancellationToken cancel)
    {
        var next = new Dictionary<string, Loaded>(StringComparer.Ordinal);
        var librariesChanged = librariesInForce != snapshot.Libraries;
        try
        {
            foreach (var (file, text) in snapshot.Scripts)
            {
                var known = loaded.GetValueOrDefault(file);
                var isSame = known is not null && known.Text == text && !librariesChanged && IsSame(known, settings);
                next[file] = isSame ? known! : Next(known, text, loader.Load(file, text, snapshot.Folder, settings, cancel), settings);
            }

            foreach (var (file, why) in snapshot.Unreadable) next[file] = Unreadable(file, why, settings);
            return next;
        }
        catch
        {
            // INVARIANT: what is in force stays as it is, and nothing that was built beside it stays loaded.
            Retire(next.Values, keep: loaded);
            throw;
        }
    }

    private static void Retire(IEnumerable<Loaded> entries, Dictionary<string, Loaded> keep)
    {
        foreach (var assembly in entries.Select(entry => entry.Assembly).Except(keep.Values.Select(entry => entry.Assembly))) assembly?.Dispose();
    }

    private Loaded Unreadable(string file, string why, GuardSettings settings)
    {
        var problem = new ScriptError(file, null, null, null, $"it can't be read: {why}");
        var known = loaded.GetValueOrDefault(file);
        return new Loaded("", settings, known?.Policy?.Under(settings), known?.Assembly, known?.LoadedAt, TimeSpan.Zero, [problem]);
    }

    private Loaded Next(Loaded? known, string text, LoadResult result, GuardSettings settings)
    {
        if (result.Policy is null)
        {
            // INVARIANT: a broken script keeps its last good rules, but never an older mode, scope or pace than the settings have now.
            var kept = known?.Policy?.Under(settings);
            return new Loaded(text, settings, kept, known?.Assembly, known?.LoadedAt, result.CompileTime, result.Problems);
        }

        if (known?.Policy?.Revision == result.Policy.Revision && SameEntry(known.Policy.Settings, result.Policy.Settings))
        {
            // the same thing in other words, such as an edit that was taken back: what runs keeps running
            result.Assembly?.Dispose();
            return known with { Text = text, BuiltWith = settings, Problems = [] };
        }

        return new Loaded(text, settings, result.Policy, result.Assembly, clock.GetUtcNow(), result.CompileTime, []);
    }

    private Dictionary<string, Loaded> WithoutDoubles(Dictionary<string, Loaded> built)
    {
        var next = new Dictionary<string, Loaded>(built, StringComparer.Ordinal);
        foreach (var group in built.Where(pair => pair.Value.Policy is not null).GroupBy(pair => pair.Value.Policy!.Id).Where(group => group.Count() > 1))
        {
            // whose policy is in force keeps the id: another file can't take its place, however often either is saved
            var first = group.OrderBy(pair => loaded.GetValueOrDefault(pair.Key)?.Policy?.Id == group.Key ? 0 : 1)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
            foreach (var (file, entry) in group.Where(pair => pair.Key != first))
            {
                var problem = new ScriptError(file, null, null, null, $"policy `{group.Key}` is already in `{first}`: give one of them another id");
                next[file] = entry with { Policy = null, Assembly = null, Problems = [problem] };
            }
        }

        return next;
    }

    private static IEnumerable<Policy> InForce(Dictionary<string, Loaded> next, GuardSettings settings) =>
        next.Values.Select(entry => entry.Policy).OfType<Policy>().Where(policy => settings.Of(policy.Id).Enabled);

    private ReloadOutcome Refuse(FolderSnapshot snapshot, IReadOnlyList<string> problems)
    {
        (last, problemsOfLast) = (snapshot, problems);
        return Keep(problems);
    }

    private ReloadOutcome Keep(IReadOnlyList<string> problems)
    {
        var isNews = !shelf.SettingsProblems.SequenceEqual(problems, StringComparer.Ordinal);
        shelf.ShowSettingsProblems(problems);
        return new ReloadOutcome(false, rulebook.Current, rulebook.Current, isNews ? problems : []);
    }

    private static ShelfEntry Entry(string file, Loaded entry, GuardSettings settings)
    {
        var state = entry switch
        {
            { Policy: { } policy } when !settings.Of(policy.Id).Enabled => ShelfState.Disabled,
            { Policy: null } => ShelfState.Failed,
            { Problems.Count: > 0 } => ShelfState.KeptLastGood,
            _ => ShelfState.Active,
        };
        return new ShelfEntry(file, entry.Policy?.Id, state, entry.Policy, entry.LoadedAt, entry.CompileTime, entry.Problems);
    }

    // A policy is built from its own entry and the file's pace; everything else is looked up when it is needed.
    private static bool IsSame(Loaded known, GuardSettings settings)
    {
        if (known.BuiltWith == settings) return true;
        var id = known.Policy?.Id;
        return id is not null
            && known.Problems.Count == 0
            && known.BuiltWith.Escalation == settings.Escalation
            && SameEntry(known.BuiltWith.Of(id), settings.Of(id));
    }

    private static bool SameEntry(PolicySettings a, PolicySettings b) =>
        a.Mode == b.Mode
        && a.ValuesText == b.ValuesText
        && a.Escalation == b.Escalation
        && a.Namespaces.SequenceEqual(b.Namespaces, StringComparer.Ordinal);

    private static bool IsSame(FolderSnapshot a, FolderSnapshot b) =>
        a.Libraries == b.Libraries
        && a.Settings.SequenceEqual(b.Settings)
        && a.Unreadable.SequenceEqual(b.Unreadable)
        && a.Scripts.Count == b.Scripts.Count
        && a.Scripts.All(script => b.Scripts.TryGetValue(script.Key, out var text) && text == script.Value);

    private sealed record Loaded(
        string Text,
        GuardSettings BuiltWith,
        Policy? Policy,
        IDisposable? Assembly,
        DateTimeOffset? LoadedAt,
        TimeSpan CompileTime,
        IReadOnlyList<ScriptError> Problems);
}
