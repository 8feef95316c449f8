using K8GuardScript.Check;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Worker;

/// <summary>Looks at the policies folder every second or so and puts what changed in force.</summary>
/// <remarks>
/// Reading decides: notifications get lost on network file systems and on a ConfigMap's way of changing. Where they come, they only
/// hasten the next look.
/// </remarks>
internal sealed class ReloadLoop(
    PolicyReloader reloader,
    PolicyShelf shelf,
    Rulebook rulebook,
    WatchedKinds kinds,
    ChangeRouter router,
    ChangeQueue queue,
    Ledger ledger,
    PolicyLives lives,
    BaselineSweeps baselines,
    FolderHints hints,
    Trials trials,
    HappeningLog happenings,
    GuardMetrics metrics,
    TimeProvider clock,
    ILogger<ReloadLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // between two looks that must agree before a change is believed
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(60);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private bool complained;

    /// <summary>The first look, before the rest starts.</summary>
    /// <exception cref="StartException">the settings or the folder can't be used</exception>
    public async Task LoadFirstAsync(CancellationToken cancel)
    {
        var outcome = await reloader.ReloadAsync(cancel).ConfigureAwait(false);
        if (outcome is { Changed: true, Problems.Count: > 0 })
        {
            foreach (var problem in outcome.Problems)
                happenings.Tell(HappeningKind.Policy, $"STARTED WITH THE LAST GOOD POLICIES, which only warn until this is mended: {problem}");
        }

        if (!outcome.Changed) throw new StartException(string.Join(Environment.NewLine, outcome.Problems));
        if (shelf.All().Count == 0) throw new StartException("the policies folder holds no script: add a `NAME.csx`, or name another folder with `--policies`");
        TakeOver(outcome);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isSteady = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(isSteady, stoppingToken).ConfigureAwait(false);
            try
            {
                isSteady = await LookAsync(stoppingToken).ConfigureAwait(false);
                FollowLives();
                baselines.Look();
                await kinds.ReleaseUnreadAsync(rulebook.Current.Policies).ConfigureAwait(false);
                await trials.HoldAsync(reloader.Loaded, rulebook.Current.Settings, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one broken reload never ends the loop; what is in force stays in force.
                isSteady = true;
                metrics.Loaded("failed");
                WorkerLog.LoopFailed(log, failure, "reload");
            }
        }
    }

    private async Task WaitAsync(bool isSteady, CancellationToken cancel)
    {
        if (isSteady)
        {
            // the other one of the two must not go on waiting for ever
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(hints.NextAsync(either.Token), Task.Delay(Interval, clock, either.Token)).ConfigureAwait(false);
            await either.CancelAsync().ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            if (!hints.Take()) return;
        }

        await Task.Delay(Settling, clock, cancel).ConfigureAwait(false);
    }

    // false if something changed that is believed only once it is seen again
    private async Task<bool> LookAsync(CancellationToken cancel)
    {
        var outcome = await reloader.ReloadAsync(cancel).ConfigureAwait(false);
        foreach (var problem in outcome.Problems)
        {
            metrics.Loaded("failed");
            var told = outcome.Changed
                ? $"exemptions not taken over; what that file said last stays in force: {problem}"
                : $"settings not taken over, and no script either until they can be used; the last good ones stay in force: {problem}";
            happenings.Tell(HappeningKind.Policy, told);
        }

        if (outcome.Changed)
        {
            if (complained && outcome.Problems.Count == 0)
                happenings.Tell(HappeningKind.Policy, "settings and folder can be used again: what they say is in force");
            TakeOver(outcome);
        }

        complained = shelf.SettingsProblems.Count > 0;
        return !ReferenceEquals(outcome, ReloadOutcome.Unsteady);
    }

    private void TakeOver(ReloadOutcome outcome)
    {
        foreach (var entry in shelf.All()) Tell(entry);
        TellOdd();
        foreach (var (id, entry) in outcome.Now.Settings.Policies.Where(entry => IsUnknown(entry.Key)))
            TellOnce($"settings: {entry.Place}: `policies.{id}` names no policy that is loaded{Nearest(id)}");

        foreach (var exemption in outcome.Now.Settings.Exemptions)
        {
            foreach (var (pattern, hint) in ExemptionCheck.Strays(exemption, [.. shelf.All().SelectMany(entry => entry.WaitsFor.Append(entry.Id ?? ""))]))
                TellOnce($"careful: settings: {exemption.Place}: an exemption is for policy `{pattern}`, which is not loaded ({hint})");
        }

        foreach (var file in reloader.EmptySettings)
            TellOnce($"the settings file `{file}` is empty: unless another one says otherwise every policy is on, for everything, in `dry-run`");

        TellGone(outcome);
        FollowLives();
        Withdraw(outcome);
        kinds.Follow(outcome.Now.Policies);
        router.Keep(outcome.Now.Policies);

        // INVARIANT: only what may judge otherwise than before is asked again, so that one change costs what one policy costs.
        foreach (var policy in outcome.Now.Policies.All.Where(policy => outcome.Before.Policies.Find(policy.Id)?.JudgesLike(policy) != true))
        {
            router.EnqueueAllOf(policy);
            foreach (var episode in ledger.Alive().Where(episode => episode.Key.Policy == policy.Id))
                queue.Enqueue(episode.Key.Judged, Wanted.Only(policy.Id), Lane.Sweep);
        }
    }

    private void FollowLives()
    {
        var now = rulebook.Current;
        lives.Follow(now.Policies, Waiting(), now.Settings.Escalation.ForgetAfter);
    }

    private HashSet<string> Waiting() => shelf.All().SelectMany(entry => entry.WaitsFor).ToHashSet(StringComparer.Ordinal);

    // A script that can't be used, or is held, is not gone: its violations wait for it.
    private void Withdraw(ReloadOutcome outcome)
    {
        var waiting = Waiting();
        var now = clock.GetUtcNow();
        var withdrawn = ledger.Commit(() => new LedgerChange
        {
            Episodes = VerdictRecorder.PolicyGone(
                ledger.Alive().Where(episode => outcome.Now.Policies.Find(episode.Key.Policy) is null && !waiting.Contains(episode.Key.Policy)), now),
        });
        foreach (var group in withdrawn.Episodes.GroupBy(episode => episode.Key.Policy))
            happenings.Tell(HappeningKind.Policy, $"policy `{group.Key}` is gone: {group.Count()} of its violations are withdrawn", group.Key);
    }

    private void TellGone(ReloadOutcome outcome)
    {
        foreach (var policy in outcome.Before.Policies.All.Where(policy => outcome.Now.Policies.Find(policy.Id) is null))
        {
            var isOff = shelf.All().Any(entry => entry.Id == policy.Id && entry.State == ShelfState.Disabled);
            var isHeld = shelf.All().Any(entry => entry.Id == policy.Id && entry.State is ShelfState.Parked or ShelfState.Quarantined);
            if (!isHeld) happenings.Tell(HappeningKind.Policy, $"policy `{policy.Id}` is {(isOff ? "switched off" : "no longer in force")}", policy.Id);
        }
    }

    private string Nearest(string id) =>
        NearestName.Of(id, shelf.All().Select(entry => entry.Id).OfType<string>()) is { } near ? $": did you mean `{near}`?" : "";

    private bool IsUnknown(string id) => shelf.All().All(entry => entry.Id != id && !entry.WaitsFor.Contains(id));

    private void Tell(ShelfEntry entry)
    {
        foreach (var problem in entry.Problems)
        {
            var isOut = entry.Policy is null || entry.State is ShelfState.Parked or ShelfState.Quarantined;
            var kept = isOut ? $"`{entry.File}` is not in force" : $"version {entry.Policy!.Revision} of `{entry.Id}` stays in force";
            if (TellOnce($"{problem}{(problem.Hint is null ? "" : $" ({problem.Hint})")}; {kept}", entry.Id)) metrics.Loaded("failed");
        }

        foreach (var warning in entry.Warnings)
            TellOnce($"careful: version {entry.Policy?.Revision} of `{entry.Id}` broke when it was tried {warning}", entry.Id);
        if (entry.State == ShelfState.Active && TellOnce($"policy `{entry.Id}` is in force, version {entry.Policy!.Revision}", entry.Id)) metrics.Loaded("ok");
    }

    // what was mended meanwhile is told again where it comes back
    private void TellOdd()
    {
        const string Prefix = "careful: settings: ";
        var odd = shelf.All().SelectMany(entry => entry.OddScopes, (entry, what) => (Text: Prefix + what, entry.Id)).ToList();
        told.RemoveWhere(text => text.StartsWith(Prefix, StringComparison.Ordinal) && odd.TrueForAll(one => one.Text != text));
        foreach (var (text, id) in odd.Where(one => told.Add(one.Text))) happenings.Tell(HappeningKind.Policy, text, id);
    }

    // INVARIANT: the latest word on a policy is told again once another came in between.
    private bool TellOnce(string text, string? policy = null)
    {
        if (!told.Add(text)) return false;
        told.RemoveWhere(other => other != text && policy is not null && other.Contains($"`{policy}`", StringComparison.Ordinal));
        happenings.Tell(HappeningKind.Policy, text, policy);
        return true;
    }
}
