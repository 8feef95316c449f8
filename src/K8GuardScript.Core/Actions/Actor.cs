using System.Buffers;
using System.Text;
using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>Carries out an action that is due: reads afresh, judges again, stores what it is about to do, does it, stores what came of it.</summary>
internal sealed class Actor(
    IClusterClient cluster, Ledger ledger, Rulebook rulebook, Outlooks outlooks, GuardRails rails, Judge judge, OwnWrites ownWrites, TimeProvider clock)
{
    // client-go's DefaultRetry: a conflict means that somebody else was quicker, so look and decide anew
    private const int MostTries = 5;
    private static readonly KindName Namespaces = new("", "v1", "Namespace");

    /// <param name="due">an outlook whose step is <see cref="LadderStep.Due"/></param>
    /// <param name="cancel">stops before the next request</param>
    public async Task<ActionReport> ActAsync(Outlook due, CancellationToken cancel)
    {
        // nothing needs to be read for what waits anyway
        if (due.Question is { } question && rails.FirstNo(question with { Now = clock.GetUtcNow() }) is { } no) return ActionReport.Held(no);
        for (var attempt = 1; ; attempt++)
        {
            var report = await TryAsync(due.Episode.Key, cancel).ConfigureAwait(false);
            if (report.Result != ActionResult.Conflict || attempt == MostTries) return report;
        }
    }

    private async Task<ActionReport> TryAsync(EpisodeKey key, CancellationToken cancel)
    {
        // INVARIANT: never act from cache. Everything below rests on what is read here.
        if (ledger.Find(key) is not { State: EpisodeState.Open } episode) return ActionReport.NotDue("the violation is not open any more");

        // INVARIANT: the fresh read and the fresh verdict below are of the object that is changed, and such a verdict is of another.
        if (key.Source is { } source) return ActionReport.NotDue($"it was found at {source}, which only warns");
        if (key.Child is { } child) return ActionReport.NotDue($"it was found in a {child}, which only warns");
        var read = await cluster.GetAsync(episode.Kind, key.Object.Namespace, key.Object.Name, cancel).ConfigureAwait(false);
        if (read.Result == ReadResult.Gone) return ActionReport.NotDue("the object is gone");
        if (read.Result != ReadResult.Found) return ActionReport.Failed($"the object could not be read: {read.Message}");

        var fresh = KubeObject.Parse(read.Json.Span, episode.Kind.ApiVersion, episode.Kind.Kind);
        var edition = rulebook.Current;
        if (edition.Policies.Find(key.Policy) is not { } policy) return ActionReport.NotDue("the policy is not in force any more");
        var verdict = await judge.OfAsync(policy, episode.Kind, fresh, cancel).ConfigureAwait(false);
        if (WhyNoLonger(episode, verdict) is { } noLonger) return ActionReport.NotDue(noLonger);

        var home = await ReadNamespaceAsync(key.Object.Namespace, cancel).ConfigureAwait(false);
        var outlook = outlooks.Of(episode, policy, edition.Settings, fresh, home, clock.GetUtcNow());
        if (outlook.Step is not LadderStep.Due) return ActionReport.NotDue("on a fresh look it is not due");

        // INVARIANT: what is acted on violates under the very settings that hold for it in its namespace as it is now.
        if (!ReferenceEquals(verdict.Policy, outlook.Policy)) return ActionReport.Conflict;

        // INVARIANT: rules that changed meanwhile, a lowered mode above all, hold at once.
        return ReferenceEquals(rulebook.Current, edition)
            ? await CarryOutAsync(outlook, fresh, FieldManagers.Of(read.Json, ActionPlanner.ChangedField(outlook.Policy.Ladder.Action, episode.Kind)), cancel)
                .ConfigureAwait(false)
            : ActionReport.Conflict;
    }

    // mode and protection may stand on the namespace, so it is read afresh too; null where that fails, which forbids to act
    private async Task<KubeObject?> ReadNamespaceAsync(string name, CancellationToken cancel)
    {
        if (name.Length == 0) return null;
        var read = await cluster.GetAsync(Namespaces, "", name, cancel).ConfigureAwait(false);
        return read.Result == ReadResult.Found ? KubeObject.Parse(read.Json.Span, Namespaces.ApiVersion, Namespaces.Kind) : null;
    }

    private static string? WhyNoLonger(Episode episode, Verdict verdict) => verdict.Result switch
    {
        VerdictResult.Faulted => "the rule broke on the fresh object",
        _ when verdict.Incomplete => "on a fresh look something that the rule asks for is not known",
        VerdictResult.Violated when verdict.Findings.Any(finding => verdict.KeyOf(finding) == episode.Key) => null,
        _ => "on a fresh look it does not violate any more",
    };

    private async Task<ActionReport> CarryOutAsync(Outlook outlook, KubeObject fresh, IReadOnlyList<string> managers, CancellationToken cancel)
    {
        var question = outlook.Question! with { Managers = managers };
        if (rails.FirstNo(question) is { } heldNow) return ActionReport.Held(heldNow);
        var episode = outlook.Episode;
        var target = episode.Key.Object;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        if (ActionPlanner.Plan(outlook.Policy.Ladder.Action, episode.Kind, fresh, id, episode.Key.Policy) is not { } plan)
            return ActionReport.NotDue("the action does not fit");

        var rehearsal = await SendAsync(episode, fresh, plan, dryRun: true, cancel).ConfigureAwait(false);
        if (rehearsal.Result == WriteResult.Conflict) return ActionReport.Conflict;
        if (rehearsal.Result != WriteResult.Done) return ActionReport.Failed($"a dry run failed: {rehearsal.Message}");

        var record = new ActionRecord
        {
            Id = id,
            Policy = episode.Key.Policy,
            Target = target,
            Episode = episode.Key,
            Kind = episode.Kind,
            Uid = fresh.Uid,
            Verb = outlook.Policy.Ladder.Action,
            Outcome = plan.Outcome,
            Revision = outlook.Policy.Revision,
            State = ActionState.Intended,
            IntendedAt = now,
            Manifest = Json(fresh),
        };

        // INVARIANT: the intent, with all that an undo needs, is stored before the request leaves.
        // INVARIANT: the rails are asked within the same step, so that no two actions take the last place in a budget.
        RailAnswer? no = null;
        ledger.Commit(() => (no = rails.FirstNo(question with { Now = clock.GetUtcNow() })) is null
            ? new LedgerChange { Actions = [record] }
            : new LedgerChange());
        if (no is not null) return ActionReport.Held(no);
        var written = await SendAsync(episode, fresh, plan, dryRun: false, CancellationToken.None).ConfigureAwait(false);
        return written.Result switch
        {
            WriteResult.Done => Done(record, target, written),
            WriteResult.Conflict => Closed(record, ActionState.Refused, $"somebody changed the object: {written.Message}", ActionReport.Conflict),
            WriteResult.Gone => Closed(record, ActionState.Refused, "the object is gone", ActionReport.NotDue("the object is gone")),
            WriteResult.Refused or WriteResult.NotNow or WriteResult.AlreadyExists =>
                Closed(record, ActionState.Refused, written.Message, ActionReport.Failed(written.Message)),
            _ => Closed(record, ActionState.Unknown, written.Message, ActionReport.Unknown(written.Message)),
        };
    }

    private Task<WriteOutcome> SendAsync(Episode episode, KubeObject fresh, PlannedAction plan, bool dryRun, CancellationToken cancel)
    {
        var target = episode.Key.Object;
        return plan.Patch is { } patch
            ? cluster.MergePatchAsync(episode.Kind, target.Namespace, target.Name, patch, dryRun, cancel)
            : cluster.DeleteAsync(episode.Kind, target.Namespace, target.Name, fresh.Uid, fresh.ResourceVersion, dryRun, cancel);
    }

    private ActionReport Done(ActionRecord record, ObjectKey target, WriteOutcome written)
    {
        if (record.Verb == ActionVerb.Delete) ownWrites.Deleted(target, record.Uid);
        else ownWrites.Changed(target, record.Uid, KubeObject.Parse(written.Json.Span, record.Kind.ApiVersion, record.Kind.Kind).ResourceVersion);

        ledger.Commit(() => ActionClosing.Done(record, ledger.On(target), clock.GetUtcNow()));
        return ActionReport.Done(record);
    }

    private ActionReport Closed(ActionRecord record, ActionState state, string note, ActionReport report)
    {
        var closed = record with { State = state, Note = note, FinishedAt = state == ActionState.Unknown ? null : clock.GetUtcNow() };
        ledger.Commit(() => new LedgerChange { Actions = [closed] });
        return report;
    }

    private static string Json(KubeObject item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) item.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
