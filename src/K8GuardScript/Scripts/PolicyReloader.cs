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
    private readonly Dictionary<string, Loaded> loaded = new(StringComparer.Ordinal);
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

        if (snapshot.Scripts.Count == 0 && loaded.Count > 0)
        {
            return Keep(
                [$"the policies folder `{folder.Path}` is empty: the last policies stay in force; to switch one off, set `enabled: false`"]);
        }

        var reading = SettingsReader.Read(snapshot.Settings);
        if (reading.Settings is not { } settings)
            return Refuse(snapshot, [.. reading.Problems.Select(problem => problem.ToString())]);

        if (veto.Of(settings) is { } refused)
            return Refuse(snapshot, [$"{string.Join(", ", snapshot.Settings.Select(file => file.Name))}: {refused}"]);

        return TakeOver(snapshot, settings, cancel);
    }

    private ReloadOutcome TakeOver(FolderSnapshot snapshot, GuardSettings settings, CancellationToken cancel)
    {
        var retired = new List<IDisposable>();
        foreach (var gone in loaded.Keys.Except(snapshot.Scripts.Keys).ToList())
        {
            if (loaded[gone].Assembly is { } assembly) retired.Add(assembly);
            loaded.Remove(gone);
        }

        var librariesChanged = librariesInForce != snapshot.Libraries;
        foreach (var (file, text) in snapshot.Scripts)
        {
            var known = loaded.GetValueOrDefault(file);
            if (known is not null && known.Text == text && !librariesChanged && IsSame(known, settings)) continue;
            loaded[file] = Next(known, text, loader.Load(file, text, snapshot.Folder, settings, cancel), settings, retired);
        }

        RejectDoubles();
        var before = rulebook.Swap(new Rulebook.Edition(settings, new PolicySet(InForce(settings))));
        shelf.Show([.. loaded.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Entry(pair.Key, pair.Value, settings))]);
        foreach (var assembly in retired) assembly.Dispose();
        (last, problemsOfLast, librariesInForce) = (snapshot, [], snapshot.Libraries);
        return new ReloadOutcome(true, before, rulebook.Current, []);
    }

    private Loaded Next(Loaded? known, string text, LoadResult result, GuardSettings settings, List<IDisposable> retired)
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

        if (known?.Assembly is { } old) retired.Add(old);
        return new Loaded(text, settings, result.Policy, result.Assembly, clock.GetUtcNow(), result.CompileTime, []);
    }

    private void RejectDoubles()
    {
        foreach (var group in loaded.Where(pair => pair.Value.Policy is not null).GroupBy(pair => pair.Value.Policy!.Id).Where(group => group.Count() > 1))
        {
            // who was there first stays: a new file can't take a running policy's place
            var first = group.OrderBy(pair => pair.Value.LoadedAt).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
            foreach (var (file, entry) in group.Where(pair => pair.Key != first).ToList())
            {
                var problem = new ScriptError(file, null, null, null, $"policy `{group.Key}` is already in `{first}`: give one of them another id");
                entry.Assembly?.Dispose();
                loaded[file] = entry with { Policy = null, Assembly = null, Problems = [problem] };
            }
        }
    }

    private IEnumerable<Policy> InForce(GuardSettings settings) =>
        loaded.Values.Select(entry => entry.Policy).OfType<Policy>().Where(policy => settings.Of(policy.Id).Enabled);

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

/// <param name="Changed">whether a new edition is in force</param>
/// <param name="Before">the edition before</param>
/// <param name="Now">the edition in force</param>
/// <param name="Problems">problems with the settings or the folder that were not told yet</param>
internal sealed record ReloadOutcome(bool Changed, Rulebook.Edition Before, Rulebook.Edition Now, IReadOnlyList<string> Problems)
{
    private static readonly Rulebook.Edition None = new(new GuardSettings(), PolicySet.Empty);

    /// <summary>Nothing in the folder changed.</summary>
    public static readonly ReloadOutcome Unchanged = new(false, None, None, []);
}
