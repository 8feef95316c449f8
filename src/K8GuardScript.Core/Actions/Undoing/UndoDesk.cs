using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>Takes orders to undo, and has them carried out: they last, whatever happens to the program. Safe from any thread.</summary>
internal sealed class UndoDesk
{
    private const int AtOnce = 4;
    private const int MostFailures = 5;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly Lock gate = new();
    private readonly Ledger ledger;
    private readonly Undoer undoer;
    private readonly IClusterClient cluster;
    private readonly IFaultPoints faults;
    private readonly TimeProvider clock;
    private readonly BackOff<string> backOff;
    private readonly Dictionary<string, int> failures = [];
    private readonly List<UndoOrder> open;

    public UndoDesk(Ledger ledger, Undoer undoer, IClusterClient cluster, IFaultPoints faults, TimeProvider clock)
    {
        (this.ledger, this.undoer, this.cluster, this.faults, this.clock) = (ledger, undoer, cluster, faults, clock);
        backOff = new BackOff<string>(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), clock);
        open = [.. Orders().Where(order => order.FinishedAt is null)];
    }

    /// <summary>Is told of each action that was undone, or will not be: must be quick.</summary>
    public event Action<ActionRecord, ActionReport>? Settled;

    /// <summary>Whether something is still to be done.</summary>
    public bool HasOpen
    {
        get
        {
            lock (gate) return open.Count > 0;
        }
    }

    /// <summary>Orders some actions to be undone; those that can't be are refused in turn.</summary>
    public UndoOrder Order(IReadOnlyList<string> actions, string by)
    {
        var now = clock.GetUtcNow();
        var known = actions.Distinct().Select(id => (Id: id, Action: ledger.FindAction(id)))
            .OrderByDescending(entry => entry.Action?.IntendedAt).ThenByDescending(entry => entry.Id, StringComparer.Ordinal);
        var order = new UndoOrder(Guid.CreateVersion7(now).ToString("N"), by, now, [.. known.Select(entry => entry.Id)]);
        if (order.Actions.Count == 0) order = order with { FinishedAt = now };
        lock (gate)
        {
            ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(order.Key, order.ToJson()), .. LongOver(now)] });
            if (order.FinishedAt is null) open.Add(order);
        }

        faults.Reach(FaultPoint.UndoOrdered);
        return order;
    }

    /// <summary>Orders everything to be undone that a policy did since some instant and that stands.</summary>
    public UndoOrder Order(string policy, DateTimeOffset since, string by) => Order(
        [.. ledger.Actions()
            .Where(action => action.Policy == policy && action.IntendedAt >= since && action is { State: ActionState.Done, PartOf: null })
            .Where(action => action.Cause != ActionCause.Undo && ledger.UndoOf(action.Id) is null)
            .Select(action => action.Id)],
        by);

    /// <summary>How far an order came; null if there is none of that id.</summary>
    public UndoState? State(string orderId)
    {
        if (orderId.Contains('/', StringComparison.Ordinal) || ledger.Fact(UndoOrder.KeyOf(orderId)) is not { } json) return null;
        var order = UndoOrder.Parse(json);
        return new UndoState(order, [.. order.Actions.Select(action => ItemOf(order, action))]);
    }

    /// <summary>Carries out what is ordered, the newest action first and some at once; what fails for now comes again.</summary>
    public async Task CarryOutAsync(CancellationToken cancel)
    {
        List<UndoOrder> orders;
        lock (gate) orders = [.. open];
        foreach (var order in orders)
        {
            var scalers = new Autoscalers(cluster);

            // INVARIANT: of one object's actions the latest goes first, and alone.
            var byTarget = order.Actions.Where(action => ItemOf(order, action).Result == UndoResult.Ordered)
                .GroupBy(action => ledger.FindAction(action)?.Target).ToList();
            await Parallel.ForEachAsync(
                byTarget,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (actions, token) =>
                {
                    foreach (var action in actions) await CarryOutAsync(order, action, scalers, token).ConfigureAwait(false);
                }).ConfigureAwait(false);
            Finish(order);
        }
    }

    private async Task CarryOutAsync(UndoOrder order, string action, Autoscalers scalers, CancellationToken cancel)
    {
        if (!backOff.Allows(action)) return;

        // one that breaks ends the round, and in the next it must not keep the others from their turn
        backOff.Failed(action);
        var report = await undoer.UndoAsync(action, order.By, automatic: false, cancel, scalers).ConfigureAwait(false);
        switch (report.Result)
        {
            case ActionResult.Done:
                Succeeded(action);
                break;
            case ActionResult.NotDue:
                Succeeded(action);
                Refuse(order, action, report.Why);
                break;
            case ActionResult.Failed when CountFailure(action) >= MostFailures:
                Succeeded(action);
                Refuse(order, action, $"tried {MostFailures} times: {report.Why}");
                break;
            default:
                return;
        }

        if (ledger.FindAction(action) is { } record) Settled?.Invoke(record, report);
    }

    private int CountFailure(string action)
    {
        lock (gate) return failures[action] = failures.GetValueOrDefault(action) + 1;
    }

    private void Succeeded(string action)
    {
        backOff.Succeeded(action);
        lock (gate) failures.Remove(action);
    }

    private void Refuse(UndoOrder order, string action, string why) =>
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(order.KeyOfRefusal(action), why)] });

    private void Finish(UndoOrder order)
    {
        if (order.Actions.Any(action => ItemOf(order, action).Result is UndoResult.Ordered or UndoResult.Unknown)) return;
        var finished = order with { FinishedAt = clock.GetUtcNow() };
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(order.Key, finished.ToJson())] });
        lock (gate) open.RemoveAll(one => one.Id == order.Id);
    }

    private UndoItem ItemOf(UndoOrder order, string action)
    {
        if (ledger.Fact(order.KeyOfRefusal(action)) is { } why) return new UndoItem(action, UndoResult.Refused, why);
        var undos = ledger.FollowingActions(action).Where(one => one.Undoes == action).ToList();
        if (undos.Exists(one => one.State == ActionState.Done && one.IntendedAt >= order.At)) return new UndoItem(action, UndoResult.Done, "");
        return undos.Find(one => one.State is ActionState.Unknown or ActionState.Intended) is { } open
            ? new UndoItem(action, UndoResult.Unknown, open.Note.Length > 0 ? open.Note : "its outcome is being looked up")
            : new UndoItem(action, UndoResult.Ordered, "");
    }

    private IEnumerable<UndoOrder> Orders() => ledger.Facts(UndoOrder.Prefix)
        .Where(fact => !fact.Key.AsSpan(UndoOrder.Prefix.Length).Contains('/')).Select(fact => UndoOrder.Parse(fact.Value!));

    private List<StoredFact> LongOver(DateTimeOffset now) =>
        [.. Orders().Where(order => order.FinishedAt is { } at && at + Remembered < now)
            .SelectMany(order => order.Actions.Select(order.KeyOfRefusal).Append(order.Key)).Select(key => new StoredFact(key, null))];
}
