using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate.Model;

// What the guard tells and does, and what is right about it.
internal sealed partial class Stage
{
    // a round looks at everything once the one before is a while ago
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(16);
    private readonly Dictionary<string, DateTimeOffset> writes = [];
    private readonly Dictionary<string, int> revertsBefore = [];
    private readonly Dictionary<ObjectKey, (string Action, TimeSpan Since)> owed = [];

    // actions that nobody has touched since
    private readonly Dictionary<ObjectKey, string> standing = [];

    private void Round()
    {
        times.Pass(Long);
        var result = guard.Looks();
        model.Trip(Now);
        if (!model.Tripped.SetEquals(guard.Breaker.Trips.Select(trip => trip.Policy)))
            wrong ??= $"tripped: {string.Join(", ", guard.Breaker.Trips.Select(trip => trip.Policy))}, and not {string.Join(", ", model.Tripped)}";
        model.Look(guard.Seen, TeamSeen(), Now);
        Compare();
        if (times.Clock.Trouble is null) Tell(result.Warnings);
        var isDisturbed = cluster.NextWrite != 0;
        Attempt(() => guard.Acts(result.Actions));
        foreach (var key in Keys) Await(key, isDisturbed);
    }

    // what is fixed is undone, after a few tries that failed for a while at the latest
    private void Await(ObjectKey key, bool isDisturbed)
    {
        if (isDisturbed || lease.IsLost || WhyLeft(key) is not { } action) owed.Remove(key);
        else if (!owed.TryGetValue(key, out var since) || since.Action != action) owed[key] = (action, times.Ran);
        else if (times.Ran - since.Since > LongestPause) wrong ??= $"{action} on {key} is not undone though it is fixed";
    }

    // the action that stands though nothing is wrong any more, as far as the guard knows, too; null if none does
    private string? WhyLeft(ObjectKey key)
    {
        if (guard.Ledger.HasUnsettledActionOn(key)) return null;
        if (guard.Ledger.LatestAction(key) is not { Cause: ActionCause.Ladder, State: ActionState.Done } action) return null;
        if (cluster.Find(key) is not { } item || standing.GetValueOrDefault(key) != action.Id || ActionOn(item) != action.Id) return null;
        if (!model.Revisions.ContainsKey(action.Policy) || PlainModel.Violates(action.Policy, item)) return null;
        if (guard.Ledger.Find(action.Episode!.Value)?.State != EpisodeState.Resolved) return null;
        return guard.Ledger.On(key).Any(guard.Ledger.Violates) ? null : action.Id;
    }

    private static string? ActionOn(JsonNode? item) =>
        item is null || PlainModel.IsLive(item) ? null : (string?)item["metadata"]!["annotations"]?[ActionAnnotations.ActionId];

    private void Attempt(Action act)
    {
        try
        {
            act();
            Settle();
        }
        catch (DeathException)
        {
            // what was learnt of earlier actions before it died is known
            Settle();
            Restart();
        }
    }

    private void Tell(IReadOnlyList<Outlook> due)
    {
        var owed = model.Episodes.Where(pair => model.OwesWarning(pair.Key, pair.Value, guard.Seen(pair.Key.Object), Now)).Select(pair => pair.Key).ToHashSet();
        var told = due.Select(outlook => (outlook.Episode.Key.Policy, outlook.Episode.Key.Object)).ToHashSet();
        if (!owed.SetEquals(told)) wrong ??= $"owed: {string.Join(", ", owed)}; told: {string.Join(", ", told)}";
        foreach (var outlook in due.Select(guard.LooksAgain))
        {
            var warning = WarningComposer.Word(outlook, Now);
            Check(warning, outlook.Recipient.Name);
            if (!isOut) Accept(warning, outlook.Recipient.Name);

            // what only prints takes everything, and its word is worth nothing
            var channel = isOut ? "console" : outlook.Recipient.Channels[0];
            var weight = OwnerDirectory.CanCount(settings, channel) ? Weight.Counts : Weight.Nothing;
            var message = new Message("m-1", "test", outlook.Recipient, [warning]);
            guard.Ledger.Commit(() => WarningLedger.Accepted(message, channel, _ => weight, guard.Ledger.Find, Now));
        }

        Compare();
    }

    private void Check(Warning warning, string team)
    {
        var key = (warning.Episode.Key.Policy, warning.Episode.Key.Object);
        if (model.Episodes.GetValueOrDefault(key) is not { } episode || guard.Seen(key.Object) is not { } seen) return;
        if (team != TeamSeen()) wrong ??= $"{key}: told {team}";
        if (warning.Ordinal != Math.Min(episode.Accepted + 1, model.Warnings)) wrong ??= $"{key}: warning {warning.Ordinal} after {episode.Accepted}";
        var announces = warning.IsLast && model.MayAct(key, episode, seen);
        if (announces != (warning.Announces == ActionVerb.Stop)) wrong ??= $"{key}: announces {warning.Announces}";
        var notice = IsAnew(episode, seen) ? PlainModel.Grace : PlainModel.Every;
        if (announces && warning.ActionAfter < Now + notice) wrong ??= $"{key}: too soon: {warning.ActionAfter:O}";
        if (announces && WhyPutOff(key, warning.ActionAfter!.Value) is { } off) wrong ??= $"{key}: announces {warning.ActionAfter:O} though {off}";
    }

    private bool IsAnew(PlainEpisode episode, JsonNode seen) =>
        episode.WarnedUid is { } warned && warned != PlainModel.Uid(seen) && episode.Accepted >= model.Warnings;

    private void Accept(Warning warning, string team)
    {
        var key = (warning.Episode.Key.Policy, warning.Episode.Key.Object);
        if (model.Episodes.GetValueOrDefault(key) is not { } episode || guard.Seen(key.Object) is not { } seen) return;
        Warned++;
        var isShort = IsAnew(episode, seen);
        var isArmed = warning.Announces != ActionVerb.None;
        (episode.Accepted, episode.AcceptedAt) = (Math.Max(episode.Accepted, warning.Ordinal), Now);
        episode.WarnedUid = isArmed ? PlainModel.Uid(seen) : null;
        episode.Armed = isArmed
            ? new PlainWarning(Now, warning.ActionAfter!.Value, PlainModel.Uid(seen), model.Revisions[key.Policy], team, isShort)
            : null;
    }

    // the moment of truth: as the write takes effect
    private void Written(ObjectKey key, JsonObject before, JsonObject after)
    {
        if (guard.Ledger.UnsettledActions().FirstOrDefault(action => action.Target == key && action.State == ActionState.Intended) is not { } record)
        {
            wrong ??= $"{key}: written without an intent";
            return;
        }

        effective.Add(record.Id);
        if (record.Cause == ActionCause.Undo)
        {
            wrong ??= WhyNoUndo(record, before, after) is { } no ? $"undone on {key} though {no}" : null;
            Undone++;
            if (!record.IsByAPerson) UndoneAlone++;
            if (record.IsByAPerson) model.Holds[record.Id] = (key, Now + UndoHold, false);
            return;
        }

        if (record.Cause == ActionCause.Schedule)
        {
            wrong ??= WhyNoWish((record.Policy, key), before) is { } never ? $"a schedule of `{record.Policy}` stopped {key} though {never}" : null;
            Wished++;
            return;
        }

        if (model.Episodes.GetValueOrDefault((record.Policy, key)) is not { } episode)
        {
            wrong ??= $"{key}: acted on without a violation";
            return;
        }

        wrong ??= WhyNot((record.Policy, key), episode, before) is { } why ? $"acted for `{record.Policy}` on {key} though {why}" : null;
        Acted++;
        if (episode.Actions > 0) ActedAgain++;
        revertsBefore[record.Id] = episode.RevertsAtAction;
        (episode.Actions, episode.RevertsAtAction) = (episode.Actions + 1, episode.Reverts);
        (writes[record.Id], standing[key]) = (Now, record.Id);
    }

    private string? WhyNot((string Policy, ObjectKey Object) key, PlainEpisode episode, JsonNode item)
    {
        if (episode.State != EpisodeState.Open) return $"it is {episode.State}";
        if (!PlainModel.Violates(key.Policy, item)) return "it does not violate at the version written";
        if (!PlainModel.IsLive(item)) return "it does nothing";
        if (episode.IsBaseline) return "it was there before";
        if (model.IsExempt(key, Now)) return "it is exempt";
        if (hasBudget && writes.Any(write => write.Value > Now - TimeSpan.FromHours(1) && !IsRefused(write.Key))) return "the budget is spent";
        if (IsOutsideWindow(Now)) return "no window is open";
        if (WhyNoWish(key, item) is { } no) return no;
        if (episode.Actions >= 2) return "it was acted on twice";
        if (episode.Actions == 1 && episode.Reverts <= episode.RevertsAtAction) return "nobody reverted the first action";
        return WhyNoWarningHolds(key, episode, item);
    }

    // its answer got lost, and its object went before anybody could look: it counts for nothing from the moment of the look on
    private bool IsRefused(string action) => guard.Ledger.FindAction(action)?.State == ActionState.Refused;

    // what binds schedules as well
    private string? WhyNoWish((string Policy, ObjectKey Object) key, JsonNode item)
    {
        if (model.Mode != Mode.Act) return $"the mode is {model.Mode}";
        if (PlainModel.IsProtected(key.Object, item)) return "it is protected";
        if (PlainModel.IsGitOps(item)) return "Argo CD has it";
        if (!PlainModel.IsLive(item)) return "it does nothing";
        if (lease.IsLost) return "another one leads";
        if (isPaused) return "it is paused";
        if (times.IsWrong) return "the clock is wrong";
        if (model.MayBeHeld(key.Object)) return "a person's undo is under way";
        if (model.Tripped.Contains(key.Policy)) return "its breaker tripped";
        return WhyHeldOff(key, Now);
    }

    // what is known beforehand
    private string? WhyPutOff((string Policy, ObjectKey Object) key, DateTimeOffset at) =>
        IsOutsideWindow(at) ? "no window is open" : WhyHeldOff(key, at);

    private string? WhyHeldOff((string Policy, ObjectKey Object) key, DateTimeOffset at)
    {
        if (frozenAt <= at && at < frozenAt + Freeze) return "it is frozen";
        if (model.IsHeld(key.Object, at)) return "a person undid an action on it";
        return soak > TimeSpan.Zero && at < model.InForceSince[key.Policy].Since + soak ? "the policy only warns so far" : null;
    }

    private bool IsOutsideWindow(DateTimeOffset at) => hasWindow && (at.Hour < 9 || at.Hour >= 17);

    private string? WhyNoUndo(ActionRecord undo, JsonObject before, JsonObject after)
    {
        if (lease.IsLost) return "another one leads";
        if (PlainModel.IsLive(before)) return "somebody runs it again";
        if ((string?)before["metadata"]!["annotations"]?[ActionAnnotations.ActionId] != undo.Undoes) return "that action does not stand any more";
        if (!PlainModel.IsLive(after)) return "it changes nothing";
        return !undo.IsByAPerson && PlainModel.Violates(undo.Policy, before) ? "it violates still" : null;
    }

    // mostly the latest action
    private void Undo(ObjectKey key, int how)
    {
        var done = guard.Ledger.ActionsOn(key).Where(action => action is { State: ActionState.Done, Cause: not ActionCause.Undo }).ToList();
        if (done.Count > 0) Attempt(() => guard.Undoes(done[how < 6 ? 0 : ^1].Id));
    }

    private void Hold(PlainEpisode episode, string? undone)
    {
        if (episode.State is EpisodeState.Resolved or EpisodeState.Withdrawn) return;
        (episode.HeldUntil, episode.Armed) = (Now + UndoHold, null);
        if (episode.State != EpisodeState.Contained || episode.ContainedBy != undone) return;
        episode.Reverts++;
        PlainModel.Reopen(episode, Now);
    }

    private string? WhyNoWarningHolds((string Policy, ObjectKey Object) key, PlainEpisode episode, JsonNode item)
    {
        if (episode.Armed is not { } last) return "no last warning holds";
        if (episode.Accepted < model.Warnings) return $"only {episode.Accepted} warnings were accepted";
        if (last.Uid != PlainModel.Uid(item)) return "the warning was about another object";
        if (last.Revision != model.Revisions.GetValueOrDefault(key.Policy)) return "the warning was of another revision";
        if (last.Team != TeamOf(cluster.Find(new ObjectKey("", "Namespace", "", key.Object.Namespace)))) return "the warning went to somebody else";
        if (last.At < episode.OpenedAt) return "it opened anew since the warning";
        if (Now < last.After) return $"{last.After:O} was announced";
        return Now < last.At + (last.IsShort ? PlainModel.Grace : PlainModel.Every) ? "the warning is too young" : null;
    }

    // what the guard says of its actions is true, and contains the violations
    private void Settle()
    {
        foreach (var action in guard.Ledger.Actions().Where(action => action.State == ActionState.Done && contained.Add(action.Id)))
        {
            if (!effective.Contains(action.Id) && !IsSeeminglyUndone(action)) wrong ??= $"{action.Id} is said to be done";
            if (action.Cause == ActionCause.Ladder) model.Contain(action.Target, action.Policy, action.Id, Now);
            if (!action.IsByAPerson) continue;
            model.Holds[action.Id] = (action.Target, Now + UndoHold, true);
            foreach (var (_, episode) in model.Episodes.Where(pair => pair.Key.Object == action.Target)) Hold(episode, action.Undoes);
        }

        foreach (var action in guard.Ledger.Actions().Where(action => action.State == ActionState.Refused && effective.Remove(action.Id))) TakenBack(action);

        Compare();
    }

    // its answer got lost, and by the time of the look somebody had done the same: taken the action's mark away, and run it
    private bool IsSeeminglyUndone(ActionRecord action) => action.Cause == ActionCause.Undo && PlainModel.IsLive(cluster.Find(action.Target))
        && (string?)cluster.Find(action.Target)?["metadata"]!["annotations"]?[ActionAnnotations.ActionId] != action.Undoes;

    // its answer got lost, and by the time of the look somebody had put another object in the place
    private void TakenBack(ActionRecord action)
    {
        model.Holds.Remove(action.Id);
        if (action.Cause == ActionCause.Undo) return;
        var item = cluster.Find(action.Target);
        if ((string?)item?["metadata"]!["annotations"]?[ActionAnnotations.ActionId] == action.Id) wrong ??= $"{action.Id} is said to be refused";
        if (!writes.Remove(action.Id)) return;
        var episode = model.Episodes[(action.Policy, action.Target)];
        (episode.Actions, episode.RevertsAtAction) = (episode.Actions - 1, revertsBefore[action.Id]);
    }

    private void Compare()
    {
        foreach (var key in Ids.SelectMany(id => Keys.Select(key => (Policy: id, Object: key))))
        {
            var told = guard.Ledger.Find(new EpisodeKey(key.Policy, key.Object, Some.Place));
            var plain = model.Episodes.GetValueOrDefault(key);
            var (is1, is2) = (Words(told), Words(plain));
            if (is1 != is2) wrong ??= $"{key}: the guard has {is1}, the model {is2}";
        }
    }

    private static string Words(Episode? episode) => episode is null
        ? "nothing"
        : $"{episode.State} {(episode.IsBaseline ? "baseline " : "")}{episode.AcceptedWarnings} warnings {episode.Reverts} reverts";

    private static string Words(PlainEpisode? episode) => episode is null
        ? "nothing"
        : $"{episode.State} {(episode.IsBaseline ? "baseline " : "")}{episode.Accepted} warnings {episode.Reverts} reverts";

    private string TeamSeen() => TeamOf(guard.Seen(new ObjectKey("", "Namespace", "", "shop")));

    private static string TeamOf(JsonNode? home) => (string)home!["metadata"]!["labels"]!["team"]!;
}
