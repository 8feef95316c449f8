using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>Runs the jobs of runs that have begun, and stores what they wish; from then on a run is carried out whatever happens.</summary>
internal sealed class RunStarter(
    ScheduleBook book,
    Ledger ledger,
    Rulebook rulebook,
    ObjectStore store,
    JobTurn turn,
    RunEnd end,
    IRunMessages messages,
    IFaultPoints faultPoints,
    HappeningLog happenings,
    TimeProvider clock)
{
    /// <summary>How long a run waits for what it lists to be known.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly BackOff<string> backOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), clock);

    /// <summary>Stores that a run begins. Its planned time is dealt with from now on.</summary>
    public void Begin(DueRun due)
    {
        var now = clock.GetUtcNow();
        var id = due.Key.RunId(due.Planned);

        // a clock that had been wrong for a day can bring a time twice
        while (ledger.Actions().Any(action => action.Run == id)) id += "+";
        book.Put(due.Key, book.State(due.Key)! with { Seen = due.Planned, Run = new ScheduleRun(id, due.Planned, now, RunPhase.Begun) });
        faultPoints.Reach(FaultPoint.RunStored);
        if (now - due.Planned < ScheduleWatch.Late && due.Missed == 0) return;
        var missed = due.Missed == 0 ? "" : $"; {due.Missed} earlier times passed as well, and are left out";
        happenings.Tell(HappeningKind.Scheduled, $"schedule `{due.Key}` catches up on its time of {due.Planned:u}{missed}", due.Key.Policy);
    }

    /// <summary>Runs the job of a run that has begun. A run that waits for something is tried again later.</summary>
    /// <returns>whether it asks for kinds that are not watched yet</returns>
    public async Task<bool> TryAsync(ScheduleKey key, Policy policy, ScheduleDefinition schedule, CancellationToken cancel)
    {
        if (book.State(key)?.Run is not { Phase: RunPhase.Begun } run || !backOff.Allows(run.Id)) return false;
        JobOutcome outcome;
        try
        {
            outcome = await turn.RunAsync(policy, schedule, cancel).ConfigureAwait(false);
        }
        catch (LostRunException lost)
        {
            end.Broken(key, lost.Message);
            return false;
        }

        if (outcome.Fault is null && outcome.Unseen.Count > 0) return Wait(key, run, outcome);
        backOff.Succeeded(run.Id);
        if (outcome.Fault is { } fault) end.Broken(key, fault);
        else Store(key, policy, schedule, outcome);
        return false;
    }

    private bool Wait(ScheduleKey key, ScheduleRun run, JobOutcome outcome)
    {
        backOff.Failed(run.Id);
        var kinds = string.Join(", ", outcome.Unseen.Select(kind => kind.Kind));
        if (outcome.Unseen.Any(store.IsBlindFor)) end.Broken(key, $"the guard may not read {kinds}");
        else if (clock.GetUtcNow() - run.StartedAt > Patience) end.Broken(key, $"{kinds} could not be listed in time");
        return true;
    }

    private void Store(ScheduleKey key, Policy policy, ScheduleDefinition schedule, JobOutcome outcome)
    {
        var state = book.State(key)!;
        var run = state.Run!;
        foreach (var other in outcome.Undoes.Select(name => key with { Name = name }).Where(other => other != key)) end.Cut(other, key, run.Planned);
        var undos = outcome.Undoes.SelectMany(name => UndosOf(run.Id, key, key with { Name = name })).ToList();
        var changes = outcome.Actions.Count + undos.Count;
        if (changes > schedule.AtMost)
        {
            end.Refused(key, $"it wishes to change {changes} objects and may change {schedule.AtMost} (`atMost`): nothing of it is done");
            return;
        }

        var mode = Ceiling(policy);
        var actions = mode == Mode.Act ? outcome.Actions : [];
        IReadOnlyList<Wish> wishes = [.. undos, .. actions.Select(action => WishOf(run.Id, key, action))];
        IReadOnlyList<OutboxEntry> sent = mode == Mode.DryRun ? [] : [.. outcome.Messages.SelectMany(message => messages.Wished(run.Id, message))];
        var stored = state with
        {
            Run = run with { Phase = RunPhase.Wished, Wishes = wishes.Count },
            Undoable = mode == Mode.Act ? run.Id : state.Undoable,
        };
        ledger.Commit(() => new LedgerChange
        {
            Facts =
            [
                ScheduleBook.Fact(key, stored),
                .. ScheduleBook.PagesOf(wishes).Select((page, number) => ScheduleBook.Fact(run.Id, number, page)),
                .. Outdated(state, stored),
            ],
            Outbox = sent,
        });
        faultPoints.Reach(FaultPoint.RunStored);
        if (mode != Mode.Act && outcome.Actions.Count > 0)
        {
            var text = $"schedule `{key}` would change {outcome.Actions.Count} objects, such as {outcome.Actions[0].Target}; the mode is `{mode.Word()}`";
            happenings.Tell(HappeningKind.Scheduled, text, key.Policy);
        }
    }

    // what an undo of the run before the last one would need is not needed any more
    private IEnumerable<StoredFact> Outdated(ScheduleState before, ScheduleState now) => before.Undoable is { } old && old != now.Undoable
        ? book.PagesOf(old).Keys.Select(number => ScheduleBook.Fact(old, number, page: null))
        : [];

    /// <summary>The highest that any object of the policy may be under; each object's own is asked for right before it is changed.</summary>
    private Mode Ceiling(Policy policy) => policy.Variants.Prepend(policy)
        .Max(part => EffectiveMode.Of(rulebook.Current.Settings.Mode, part.Settings.Mode, namespaceLabel: null));

    private List<Wish> UndosOf(string run, ScheduleKey own, ScheduleKey undone)
    {
        if (book.State(undone)?.Undoable is not { } last) return [];
        var kept = book.PagesOf(last).Values.SelectMany(page => page.Kept).ToHashSet(StringComparer.Ordinal);
        return [.. UndoTargets.Of(ledger.Actions(), last, kept).Select(action => new Wish
        {
            Run = run,
            Schedule = own,
            Kind = action.Kind,
            Target = action.Target,
            Uid = action.Uid,
            Verb = action.Verb,
            Undoes = action.Id,
        })];
    }

    private static Wish WishOf(string run, ScheduleKey key, JobAction action) => new()
    {
        Run = run,
        Schedule = key,
        Kind = action.Kind,
        Target = action.Target,
        Uid = action.Uid,
        Verb = action.Verb,
        Mark = action.Mark,
    };
}
