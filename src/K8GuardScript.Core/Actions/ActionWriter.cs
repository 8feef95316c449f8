using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions;

/// <summary>Makes a change that was decided: rehearses it, stores what it is about to do, does it, stores what came of it.</summary>
/// <remarks>INVARIANT: a request is sent once. What is not answered is looked up, never repeated.</remarks>
internal sealed class ActionWriter(
    IClusterClient cluster, Ledger ledger, OwnWrites ownWrites, ILeadership leadership, IFaultPoints faults, TimeProvider clock)
{
    /// <summary>The field manager under which the guard writes.</summary>
    public const string Manager = "k8guardscript";

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 512 };

    /// <param name="plan">the change</param>
    /// <param name="record">what is stored of it, as intended</param>
    /// <param name="closing">what changes in the ledger once it is done; called while nothing else can come in between</param>
    /// <param name="cancel">stops before the first request that changes anything; none is cut off</param>
    /// <param name="parts">what is intended together with it, and carried out later</param>
    /// <param name="lastNo">what a guard rail has against it at the last moment, asked while the intent is stored; null if nothing can</param>
    public async Task<ActionReport> CarryOutAsync(
        PlannedAction plan, ActionRecord record, Func<ActionRecord, LedgerChange> closing, CancellationToken cancel,
        IReadOnlyList<ActionRecord>? parts = null, Func<RailAnswer?>? lastNo = null)
    {
        if (await RehearseAsync(plan, record, cancel).ConfigureAwait(false) is { } trouble) return trouble;
        if (await leadership.ConfirmAsync(cancel).ConfigureAwait(false) is { } why) return ActionReport.NotNow(why);
        faults.Reach(FaultPoint.BeforeIntent);
        using var underWay = ownWrites.Begin(record);

        // INVARIANT: the intent, with all that an undo needs, is stored before the request leaves.
        // INVARIANT: the rails are asked within the same step, so that no two actions take the last place in a budget.
        RailAnswer? no = null;
        ledger.Commit(() => (no = lastNo?.Invoke()) is not null ? new LedgerChange() : new LedgerChange
        {
            Actions = [record with { Outcome = plan.Outcome, Previous = plan.Previous, Manifest = plan.Manifest }, .. parts ?? []],
        });
        if (no is not null) return ActionReport.Held(no);
        record = record with { Outcome = plan.Outcome, Previous = plan.Previous };
        faults.Reach(FaultPoint.IntentStored);
        var written = await SendAllAsync(plan, record).ConfigureAwait(false);
        faults.Reach(FaultPoint.ActionAnswered);
        var report = Close(record, written, closing);
        faults.Reach(FaultPoint.OutcomeStored);
        return report;
    }

    /// <summary>Carries out what was intended before, and is known not to have been done: its intent is stored already.</summary>
    public async Task<ActionReport> ResumeAsync(
        PlannedAction plan, ActionRecord record, Func<ActionRecord, LedgerChange> closing, CancellationToken cancel)
    {
        if (await RehearseAsync(plan, record, cancel).ConfigureAwait(false) is { } trouble) return trouble;
        if (await leadership.ConfirmAsync(cancel).ConfigureAwait(false) is { } why) return ActionReport.NotNow(why);
        record = record with { Outcome = plan.Outcome, Previous = plan.Previous };
        using var underWay = ownWrites.Begin(record);
        ledger.Commit(() => new LedgerChange { Actions = [record] });
        faults.Reach(FaultPoint.IntentStored);
        var written = await SendAllAsync(plan, record).ConfigureAwait(false);
        faults.Reach(FaultPoint.ActionAnswered);
        var report = written.Result is WriteResult.Conflict or WriteResult.NotNow
            ? new ActionReport(written.Result == WriteResult.Conflict ? ActionResult.Conflict : ActionResult.NotNow, written.Message, null)
            : Close(record, written, closing);
        faults.Reach(FaultPoint.OutcomeStored);
        return report;
    }

    /// <summary>Stores that an intended action will not be done.</summary>
    public void Refuse(ActionRecord record, string note) => Store(record, ActionState.Refused, note);

    private async Task<ActionReport?> RehearseAsync(PlannedAction plan, ActionRecord record, CancellationToken cancel)
    {
        foreach (var request in plan.Requests)
        {
            var rehearsal = await SendAsync(request, record, plan.Version, dryRun: true, cancel).ConfigureAwait(false);
            switch (rehearsal.Result)
            {
                case WriteResult.Done: continue;
                case WriteResult.Conflict: return ActionReport.Conflict;
                case WriteResult.NotNow: return ActionReport.NotNow($"a dry run was put off: {rehearsal.Message}");
                case WriteResult.Gone: return ActionReport.NotDue("the object is gone");
                case WriteResult.AlreadyExists: return ActionReport.NotDue($"an object of that name exists: {rehearsal.Message}");
                default: return ActionReport.Failed($"a dry run failed: {rehearsal.Message}");
            }
        }

        return null;
    }

    private async Task<WriteOutcome> SendAllAsync(PlannedAction plan, ActionRecord record)
    {
        var written = await SendAsync(plan.Requests[0], record, plan.Version, dryRun: false, CancellationToken.None).ConfigureAwait(false);
        foreach (var request in plan.Requests.Skip(1))
        {
            if (written.Result != WriteResult.Done) return written;
            faults.Reach(FaultPoint.BetweenRequests);
            if (await leadership.ConfirmAsync(CancellationToken.None).ConfigureAwait(false) is { } why) return HalfDone(why);
            var next = await SendAsync(request, record, VersionOf(written), dryRun: false, CancellationToken.None).ConfigureAwait(false);

            // whatever it was, a part is done, so what is the case now must be looked at
            if (next.Result != WriteResult.Done) return HalfDone(next.Message);
            written = next;
        }

        return written;
    }

    private static WriteOutcome HalfDone(string why) => new(WriteResult.Unknown, default, $"only the first request was answered: {why}");

    private Task<WriteOutcome> SendAsync(PlannedRequest request, ActionRecord record, string version, bool dryRun, CancellationToken cancel)
    {
        var (kind, home, name) = (record.Kind, record.Target.Namespace, record.Target.Name);
        return request switch
        {
            PlannedRequest.Patch patch => cluster.MergePatchAsync(kind, home, name, Guarded(patch.Body, record.Uid, version), dryRun, cancel),
            PlannedRequest.Scale scale => cluster.WriteScaleAsync(
                kind, home, name, new ReadScale(ReadResult.Found, 0, record.Uid, version, ""), scale.Replicas, dryRun, cancel),
            PlannedRequest.Evict => cluster.EvictAsync(home, name, record.Uid, version, dryRun, cancel),
            PlannedRequest.Delete => cluster.DeleteAsync(kind, home, name, record.Uid, version, dryRun, cancel),
            PlannedRequest.Create create => cluster.CreateAsync(kind, home, create.Manifest, dryRun, cancel),
            _ => throw new ArgumentException("an unknown request", nameof(request)),
        };
    }

    private static byte[] Guarded(JsonObject patch, string uid, string version)
    {
        var body = patch.DeepClone().AsObject();
        if (body["metadata"] is not JsonObject metadata) body["metadata"] = metadata = [];
        metadata["uid"] = uid;
        metadata["resourceVersion"] = version;
        return Encoding.UTF8.GetBytes(body.ToJsonString(Deep));
    }

    private static string VersionOf(WriteOutcome written)
    {
        using var document = JsonDocument.Parse(written.Json, new JsonDocumentOptions { MaxDepth = 512 });
        return document.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;
    }

    private ActionReport Close(ActionRecord record, WriteOutcome written, Func<ActionRecord, LedgerChange> closing)
    {
        switch (written.Result)
        {
            case WriteResult.Done:
                return Done(record, written, closing);

            // somebody was quicker: it is gone, as was wanted
            case WriteResult.Gone when record.Removes:
                return Done(record, written, closing);
            case WriteResult.Gone:
                return Closed(record, "the object is gone", ActionReport.NotDue("the object is gone"));
            case WriteResult.Conflict:
                return Closed(record, $"somebody changed the object: {written.Message}", ActionReport.Conflict);
            case WriteResult.NotNow:
                return Closed(record, written.Message, ActionReport.NotNow(written.Message));
            case WriteResult.AlreadyExists:
                return Closed(record, written.Message, ActionReport.NotDue($"an object of that name exists: {written.Message}"));
            case WriteResult.Refused:
                return Closed(record, written.Message, ActionReport.Failed(written.Message));
            default:
                Store(record, ActionState.Unknown, written.Message);
                return ActionReport.Unknown(written.Message);
        }
    }

    private ActionReport Done(ActionRecord record, WriteOutcome written, Func<ActionRecord, LedgerChange> closing)
    {
        if (record.Removes) ownWrites.Deleted(record.Target, record.Uid);
        else if (written.Json.Length > 0) ownWrites.Changed(record.Target, UidOf(record, written), VersionOf(written));
        ledger.Commit(() => closing(record));
        return ActionReport.Done(ledger.FindAction(record.Id) ?? record);
    }

    // what is created again is another object
    private static string UidOf(ActionRecord record, WriteOutcome written) => record.Cause == ActionCause.Undo
        ? KubeObject.Parse(written.Json.Span, record.Kind.ApiVersion, record.Kind.Kind).Uid
        : record.Uid;

    private ActionReport Closed(ActionRecord record, string note, ActionReport report)
    {
        Store(record, ActionState.Refused, note);
        return report;
    }

    private void Store(ActionRecord record, ActionState state, string note)
    {
        var closed = record with { State = state, Note = note, FinishedAt = state == ActionState.Unknown ? null : clock.GetUtcNow() };
        ledger.Commit(() => new LedgerChange { Actions = [closed] });
    }
}
