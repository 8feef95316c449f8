using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Worker;

/// <summary>
/// Has the ledger forget what is old, a little at a time so that nobody waits for it, looks whether it still lies where it should, and lets it
/// try again while it can't be written.
/// </summary>
internal sealed class LedgerUpkeep(Ledger ledger, KillSwitch killSwitch, Rulebook rulebook, TimeProvider clock, ILogger<LedgerUpkeep> log)
{
    // a few milliseconds
    private const int MostAtOnce = 100;
    private const int MostPages = 500;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromHours(1);
    private HashSet<string>? needed;
    private long? triedAt;
    private long? passedAt;
    private string? told;

    /// <summary>Does what is to be done now; to be called every now and then.</summary>
    public void Look()
    {
        if (ledger.Trouble is null) ledger.Check();
        Tell();
        if (ledger.Trouble is not null)
        {
            if (triedAt is { } tried && clock.GetElapsedTime(tried) < BetweenTries) return;
            triedAt = clock.GetTimestamp();
            ledger.TryAgain(clock.GetUtcNow());
            Tell();
            return;
        }

        triedAt = null;
        killSwitch.WriteDown();
        if (needed is null && passedAt is { } passed && clock.GetElapsedTime(passed) < BetweenPasses) return;
        needed ??= ledger.NeededActions();
        var settings = rulebook.Current.Settings;

        // INVARIANT: nothing goes whose count still holds.
        var keep = settings.Ledger.Keep > settings.Escalation.ForgetAfter ? settings.Ledger.Keep : settings.Escalation.ForgetAfter;
        if (ledger.Forget(Earlier(clock.GetUtcNow(), keep), needed, MostAtOnce) > 0 || ledger.GiveBack(MostPages)) return;
        needed = null;
        passedAt = clock.GetTimestamp();
    }

    private void Tell()
    {
        if (ledger.Trouble is var trouble && trouble == told) return;
        told = trouble;
        WorkerLog.Careful(log, trouble is null
            ? "the ledger can be written again: counting, telling and acting go on"
            : $"the ledger can't be written, so nothing is counted, told or acted on: {trouble}");
    }

    private static DateTimeOffset Earlier(DateTimeOffset now, TimeSpan by) => by < now - DateTimeOffset.UnixEpoch ? now - by : DateTimeOffset.UnixEpoch;
}
