using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>Carries out wishes as the ladder's actions are: a fresh read, every rail that binds schedules, and the same writer.</summary>
internal sealed class WishCarrier(
    Ledger ledger, Rulebook rulebook, GuardRails rails, FreshLook look, ActionWriter writer, JobParts parts, Undoer undoer, OwnWrites ownWrites,
    TimeProvider clock) : IWishCarrier
{
    // client-go's DefaultRetry: a conflict means that somebody else was quicker, so look and decide anew
    private const int MostTries = 5;

    /// <inheritdoc />
    public async Task<WishReport> CarryOutAsync(Wish wish, NamespaceReads homes, CancellationToken cancel)
    {
        if (wish.Undoes is { } action) return await UndoAsync(action, homes, cancel).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var report = await TryAsync(wish, homes, cancel).ConfigureAwait(false);
            if (report is not null) return report;
            if (attempt == MostTries) return new WishReport(WishResult.PutOff, "somebody else keeps changing the object");
        }
    }

    private async Task<WishReport> UndoAsync(string action, NamespaceReads homes, CancellationToken cancel)
    {
        if (ledger.FindAction(action) is { State: ActionState.Intended or ActionState.Unknown })
            return new WishReport(WishResult.PutOff, "what came of the action is not known yet");
        var report = await undoer.UndoAsync(action, ActionRecord.Guard, automatic: true, cancel, homes.Scalers).ConfigureAwait(false);
        return report.Result switch
        {
            ActionResult.Done => new WishReport(WishResult.Done),
            ActionResult.NotDue => new WishReport(WishResult.ChangedSince, report.Why),
            ActionResult.Failed => new WishReport(WishResult.Failed, report.Why),
            _ => new WishReport(WishResult.PutOff, report.Why),
        };
    }

    // null: somebody else changed it meanwhile
    private async Task<WishReport?> TryAsync(Wish wish, NamespaceReads homes, CancellationToken cancel)
    {
        // INVARIANT: never act from cache.
        var (read, seen) = await look.ReadAsync(wish.Kind, wish.Target, cancel).ConfigureAwait(false);
        if (read.Result == ReadResult.Gone) return new WishReport(WishResult.ChangedSince, "the object is gone");
        if (seen is null) return new WishReport(WishResult.Failed, $"the object could not be read: {read.Message}");
        if (seen.Item.Uid != wish.Uid) return new WishReport(WishResult.ChangedSince, "it was deleted and created again");
        if (seen.Item.DeletionTimestamp is not null) return new WishReport(WishResult.ChangedSince, "it is being deleted");
        var (trouble, fresh) = await look.WithScaleAsync(seen, wish.Verb, cancel).ConfigureAwait(false);
        if (trouble?.Result == ActionResult.Conflict) return null;
        if (trouble is not null) return new WishReport(WishResult.Failed, trouble.Why);
        if (WhyAlready(wish, fresh) is { } already) return new WishReport(WishResult.AlreadySo, already, Kept(wish, fresh));

        var home = await homes.ReadAsync(wish.Target.Namespace, cancel).ConfigureAwait(false);
        if (home is null && wish.Target.Namespace.Length > 0) return new WishReport(WishResult.Failed, "its namespace could not be read");
        var (policy, no) = Ask(wish, fresh, home);
        return no is null ? await WriteAsync(wish, policy!, fresh, home, cancel).ConfigureAwait(false) : Report(no);
    }

    // what is so already is left alone, and is not this run's doing
    private static string? WhyAlready(Wish wish, FreshObject fresh) => wish.Verb switch
    {
        ActionVerb.Stop => fresh.Replicas == 0 ? "scaled to 0" : Dormancy.Of(fresh.Item),
        ActionVerb.Label when wish.Mark is { } mark && (string?)fresh.Item.Label(mark.Key) == mark.Value => "labelled so already",
        ActionVerb.Annotate when wish.Mark is { } mark && (string?)fresh.Item.Annotation(mark.Key) == mark.Value => "annotated so already",
        _ => null,
    };

    // the work of an earlier run of the same schedule that still stands: over a weekend nobody brings back what a night stopped
    private string? Kept(Wish wish, FreshObject fresh) =>
        (string?)fresh.Item.Annotation(ActionAnnotations.IdOf(wish.Verb)) is { } id
        && ledger.FindAction(id) is { Cause: ActionCause.Schedule, State: ActionState.Done } action
        && wish.Schedule.Owns(action.Run)
        && UndoPlanner.WhyNotStanding(action, fresh) is null
            ? id
            : null;

    private RailQuestion Question(Wish wish, Rulebook.Edition edition, Policy policy, FreshObject fresh, KubeObject? home) => new()
    {
        Cause = ActionCause.Schedule,
        Verb = wish.Verb,
        Policy = policy,
        Settings = edition.Settings,
        Mode = EffectiveMode.Of(edition.Settings.Mode, policy.Settings.Mode, home?.Label(EffectiveMode.NamespaceLabel)),
        Kind = fresh.Kind,
        Target = wish.Target,
        Object = fresh.Item,
        Namespace = home,
        Now = clock.GetUtcNow(),
        Managers = ChangedField.ManagersOf(wish.Verb, wish.Mark, fresh),
    };

    // what has something against it now, and the policy by which it is asked; of settings and policies as they are at this moment
    private (Policy? Policy, RailAnswer? No) Ask(Wish wish, FreshObject fresh, KubeObject? home)
    {
        var edition = rulebook.Current;
        if (edition.Policies.Find(wish.Schedule.Policy)?.For(wish.Target, fresh.Item, home) is not { } policy)
            return (null, RailAnswer.Never("policy", "it is not for the object now"));
        var question = Question(wish, edition, policy, fresh, home);
        return (policy, question.Mode == Mode.Act
            ? rails.FirstNo(question)
            : RailAnswer.Never("mode", $"the mode there is `{question.Mode.Word()}`"));
    }

    private static WishReport Report(RailAnswer no) => new(no.Bars ? WishResult.Refused : WishResult.PutOff, $"{no.Rail}: {no.Why}");

    private async Task<WishReport?> WriteAsync(Wish wish, Policy policy, FreshObject fresh, KubeObject? home, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        if (ActionPlanner.Plan(new ActionIntent(wish.Verb, wish.Mark, id, policy.Id), fresh) is not { } plan)
        {
            var unfit = ActionPlanner.WhyUnfit(wish.Verb, fresh.Kind, fresh.Item) ?? $"the action does not fit a {fresh.Kind.Kind}";
            return new WishReport(WishResult.Refused, unfit);
        }

        var record = Intended(wish, policy, plan, id, now);
        using var underWay = ownWrites.Begin(record);
        var (unlisted, jobs) = await parts.OfAsync(record, cancel).ConfigureAwait(false);
        if (unlisted is not null) return new WishReport(WishResult.Failed, unlisted);
        RailAnswer? lastNo = null;
        var report = await writer.CarryOutAsync(
            plan, record, done => ActionClosing.Done(done, ledger.On(done.Target), clock.GetUtcNow()), cancel, jobs,
            () => lastNo = LastNo()).ConfigureAwait(false);
        await parts.FollowAsync(record, cancel).ConfigureAwait(false);
        if (lastNo is not null) return Report(lastNo);
        return report.Result switch
        {
            ActionResult.Done => new WishReport(WishResult.Done),
            ActionResult.Conflict => null,
            ActionResult.NotDue => new WishReport(WishResult.ChangedSince, report.Why),
            ActionResult.Failed => new WishReport(WishResult.Failed, report.Why),
            _ => new WishReport(WishResult.PutOff, report.Why),
        };

        // INVARIANT: settings and policies that changed while requests were under way hold at once.
        RailAnswer? LastNo()
        {
            var (now, no) = Ask(wish, fresh, home);
            return no ?? (now!.Revision == policy.Revision ? null : RailAnswer.NotNow("policy", "it changed just now"));
        }
    }

    private static ActionRecord Intended(Wish wish, Policy policy, PlannedAction plan, string id, DateTimeOffset now) => new()
    {
        Id = id,
        Policy = policy.Id,
        Target = wish.Target,
        Cause = ActionCause.Schedule,
        Run = wish.Run,
        Kind = wish.Kind,
        Uid = wish.Uid,
        Verb = wish.Verb,
        Outcome = plan.Outcome,
        Revision = policy.Revision,
        State = ActionState.Intended,
        IntendedAt = now,
    };
}
