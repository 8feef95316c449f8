using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;
using K8GuardScript.Scripts;

namespace K8GuardScript.Worker;

/// <summary>Looks at the policies folder every second or so and puts what changed in force.</summary>
/// <remarks>Reading beats being notified here: notifications get lost on network file systems and on a ConfigMap's way of changing.</remarks>
internal sealed class ReloadLoop(
    PolicyReloader reloader,
    PolicyShelf shelf,
    Rulebook rulebook,
    WatchedKinds kinds,
    ChangeRouter router,
    ChangeQueue queue,
    Ledger ledger,
    HappeningLog happenings,
    GuardMetrics metrics,
    TimeProvider clock,
    ILogger<ReloadLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private bool complained;

    /// <summary>The first look, before the rest starts.</summary>
    /// <exception cref="StartException">the settings or the folder can't be used</exception>
    public void LoadFirst(CancellationToken cancel)
    {
        var outcome = reloader.Reload(cancel);
        if (!outcome.Changed) throw new StartException(string.Join(Environment.NewLine, outcome.Problems));
        if (shelf.All().Count == 0) throw new StartException("the policies folder holds no script: add a `NAME.csx`, or name another folder with `--policies`");
        TakeOver(outcome);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                Look(stoppingToken);
                await kinds.ReleaseUnreadAsync(rulebook.Current.Policies).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one broken reload never ends the loop; what is in force stays in force.
                metrics.Loaded("failed");
                WorkerLog.LoopFailed(log, failure, "reload");
            }
        }
    }

    private void Look(CancellationToken cancel)
    {
        var outcome = reloader.Reload(cancel);
        foreach (var problem in outcome.Problems)
        {
            metrics.Loaded("failed");
            happenings.Tell(HappeningKind.Policy, $"settings not taken over, the last good ones stay in force: {problem}");
        }

        if (outcome.Changed)
        {
            if (complained) happenings.Tell(HappeningKind.Policy, "settings and folder can be used again: what they say is in force");
            TakeOver(outcome);
        }

        complained = shelf.SettingsProblems.Count > 0;
    }

    private void TakeOver(ReloadOutcome outcome)
    {
        foreach (var entry in shelf.All()) Tell(entry);
        foreach (var id in outcome.Now.Settings.Policies.Keys.Where(IsUnknown))
            TellOnce($"settings: `policies.{id}` names no policy that is loaded");

        Withdraw(outcome);
        kinds.Follow(outcome.Now.Policies);
        foreach (var policy in outcome.Now.Policies.All.Where(policy => !ReferenceEquals(outcome.Before.Policies.Find(policy.Id), policy)))
        {
            router.EnqueueAllOf(policy);
            foreach (var episode in ledger.Episodes().Where(episode => episode.Key.Policy == policy.Id && episode.IsAlive)) queue.Enqueue(episode.Key.Object);
        }
    }

    // A script that fails at start is not gone: its episodes wait for it.
    private void Withdraw(ReloadOutcome outcome)
    {
        if (shelf.All().Any(entry => entry.Id is null)) return;

        var now = clock.GetUtcNow();
        var withdrawn = ledger.Commit(() => new LedgerChange
        {
            Episodes = VerdictRecorder.PolicyGone(ledger.Episodes().Where(episode => outcome.Now.Policies.Find(episode.Key.Policy) is null), now),
        });
        foreach (var group in withdrawn.Episodes.GroupBy(episode => episode.Key.Policy))
            happenings.Tell(HappeningKind.Policy, $"policy `{group.Key}` is gone: {group.Count()} of its violations are withdrawn", group.Key);
    }

    private bool IsUnknown(string id) => shelf.All().All(entry => entry.Id is not null && entry.Id != id);

    private void Tell(ShelfEntry entry)
    {
        foreach (var problem in entry.Problems)
        {
            var kept = entry.Policy is null ? $"`{entry.File}` is not in force" : $"version {entry.Policy.Revision} of `{entry.Id}` stays in force";
            if (TellOnce($"{problem}; {kept}", entry.Id)) metrics.Loaded("failed");
        }

        foreach (var notice in entry.Policy?.Definition.Notices ?? []) TellOnce($"policy `{entry.Id}`: {notice}");

        if (entry.State == ShelfState.Active && TellOnce($"policy `{entry.Id}` is in force, version {entry.Policy!.Revision}", entry.Id)) metrics.Loaded("ok");
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
