using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Actions;

/// <summary>Carries out an action that is due: reads afresh, judges again, asks every guard rail, and has it written.</summary>
internal sealed class Actor(
    Ledger ledger, Rulebook rulebook, Outlooks outlooks, GuardRails rails, FreshLook look, ActionWriter writer, JobParts parts, OutcomeNotices notices,
    TimeProvider clock)
{
    // client-go's DefaultRetry: a conflict means that somebody else was quicker, so look and decide anew
    private const int MostTries = 5;

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
        var (read, seen) = await look.ReadAsync(episode.Kind, key.Object, cancel).ConfigureAwait(false);
        if (read.Result == ReadResult.Gone) return ActionReport.NotDue("the object is gone");
        if (seen is null) return ActionReport.Failed($"the object could not be read: {read.Message}");

        // mode and protection may stand on the namespace, so it is read afresh too; where that fails, that forbids to act
        var fresh = seen with { Namespace = await look.ReadNamespaceAsync(key.Object.Namespace, cancel).ConfigureAwait(false) };
        var edition = rulebook.Current;
        if (edition.Policies.Find(key.Policy) is not { } policy) return ActionReport.NotDue("the policy is not in force any more");
        var verdict = await look.JudgeAsync(policy, fresh, cancel).ConfigureAwait(false);
        if (WhyNoLonger(episode, verdict) is { } noLonger) return ActionReport.NotDue(noLonger);

        var outlook = outlooks.Of(episode, policy, edition.Settings, fresh.Item, fresh.Namespace, clock.GetUtcNow());
        if (outlook.Step is not LadderStep.Due) return ActionReport.NotDue("on a fresh look it is not due");

        // INVARIANT: what is acted on violates under the very settings that hold for it in its namespace as it is now.
        if (!ReferenceEquals(verdict.Policy, outlook.Policy)) return ActionReport.Conflict;
        var question = Question(outlook, fresh);
        outlooks.Learn(question, fresh);
        if (rails.FirstNo(question) is { } no) return ActionReport.Held(no);

        // INVARIANT: rules that changed meanwhile, a lowered mode above all, hold at once.
        return ReferenceEquals(rulebook.Current, edition)
            ? await CarryOutAsync(outlook, fresh, cancel).ConfigureAwait(false)
            : ActionReport.Conflict;
    }

    private static string? WhyNoLonger(Episode episode, Verdict verdict) => verdict.Result switch
    {
        VerdictResult.Faulted => "the rule broke on the fresh object",
        _ when verdict.Incomplete => "on a fresh look something that the rule asks for is not known",
        VerdictResult.Violated when verdict.Findings.Any(finding => verdict.KeyOf(finding) == episode.Key) => null,
        _ => "on a fresh look it does not violate any more",
    };

    // INVARIANT: the rails are asked of what was just read, of who owns the field too.
    private RailQuestion Question(Outlook outlook, FreshObject fresh) => outlook.Question! with
    {
        Now = clock.GetUtcNow(),
        Managers = ChangedField.ManagersOf(outlook.Policy.Ladder.Action, outlook.Policy.Ladder.Mark, fresh),
    };

    // INVARIANT: what changed while requests were under way holds at the moment in which the intent is stored: settings, policies, exemptions,
    // the violation itself, and what the watch saw of the object and its namespace.
    private RailAnswer? LastNo(EpisodeKey key, FreshObject fresh)
    {
        var (now, edition) = (clock.GetUtcNow(), rulebook.Current);
        if (ledger.Find(key) is not { State: EpisodeState.Open } episode) return LastLook("the violation is not open any more");
        if (edition.Policies.Find(key.Policy) is not { } policy) return LastLook("the policy is not in force any more");
        var outlook = outlooks.Of(episode, policy, edition.Settings, fresh.Item, fresh.Namespace, now);
        var watched = outlooks.Watches(key.Object) ? outlooks.Of(episode, now) : outlook;
        if (outlook.Step is not LadderStep.Due || watched is not { Step: LadderStep.Due }) return LastLook("it is not due any more");
        return rails.FirstNo(Question(outlook, fresh)) ?? rails.FirstNo(watched.Question! with { Now = now });
    }

    private static RailAnswer LastLook(string why) => RailAnswer.Never("last look", why);

    private async Task<ActionReport> CarryOutAsync(Outlook outlook, FreshObject seen, CancellationToken cancel)
    {
        var (episode, ladder) = (outlook.Episode, outlook.Policy.Ladder);
        var (trouble, fresh) = await look.WithScaleAsync(seen, ladder.Action, cancel).ConfigureAwait(false);
        if (trouble is not null) return trouble;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        if (ActionPlanner.Plan(new ActionIntent(ladder.Action, ladder.Mark, id, episode.Key.Policy), fresh) is not { } plan)
            return ActionReport.NotDue(ActionPlanner.WhyUnfit(ladder.Action, fresh.Kind, fresh.Item) ?? "the action does not fit");

        var record = new ActionRecord
        {
            Id = id,
            Policy = episode.Key.Policy,
            Target = episode.Key.Object,
            Episode = episode.Key,
            Cause = ActionCause.Ladder,
            Kind = episode.Kind,
            Uid = fresh.Item.Uid,
            Verb = ladder.Action,
            Outcome = plan.Outcome,
            Revision = outlook.Policy.Revision,
            State = ActionState.Intended,
            IntendedAt = now,
        };
        var (unlisted, jobs) = await parts.OfAsync(record, cancel).ConfigureAwait(false);
        if (unlisted is not null) return ActionReport.Failed(unlisted);
        var report = await writer.CarryOutAsync(
            plan, record, Closing, cancel, jobs,
            () => LastNo(episode.Key, fresh)).ConfigureAwait(false);
        await parts.FollowAsync(record, cancel).ConfigureAwait(false);
        return report;

        // told in the same step as it is known, so that no death comes in between
        LedgerChange Closing(ActionRecord done) => ActionClosing.Done(done, ledger.On(done.Target), clock.GetUtcNow()) with
        {
            Outbox = notices.Of(done, outlook.Recipient),
        };
    }
}
