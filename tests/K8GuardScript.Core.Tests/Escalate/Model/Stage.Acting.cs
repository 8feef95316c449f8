using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
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
    private readonly Dictionary<string, DateTimeOffset> writes = [];

    private void Round()
    {
        clock.Pass(Long);
        var result = guard.Looks();
        model.Tripped = guard.Breaker.Trips.Select(trip => trip.Policy).ToHashSet();
        model.Look(guard.Seen, TeamSeen(), Now);
        Compare();
        if (health.Trouble is null) Tell(result.Warnings);
        try
        {
            guard.Acts(result.Actions);
            Settle();
        }
        catch (DeathException)
        {
            Restart();
        }
    }

    private void Tell(IReadOnlyList<Outlook> due)
    {
        var owed = model.Episodes.Where(pair => model.OwesWarning(pair.Key, pair.Value, guard.Seen(pair.Key.Object), Now)).Select(pair => pair.Key).ToHashSet();
        var told = due.Select(outlook => (outlook.Episode.Key.Policy, outlook.Episode.Key.Object)).ToHashSet();
        if (!owed.SetEquals(told)) wrong ??= $"owed: {string.Join(", ", owed)}; told: {string.Join(", ", told)}";
        foreach (var message in due.Select(outlook => new Message("m", "test", outlook.Recipient, [WarningComposer.Word(outlook, Now)])))
        {
            foreach (var warning in message.Warnings) Check(warning, message.Recipient.Name);
            if (isOut) continue;
            foreach (var warning in message.Warnings) Accept(warning, message.Recipient.Name);
            guard.Ledger.Commit(() => WarningLedger.Accepted(message, message.Recipient.Channels[0], _ => Weight.Counts, guard.Ledger.Find, Now));
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
        if (announces && warning.ActionAfter < Now + (IsAnew(episode, seen) ? PlainModel.Grace : PlainModel.Every)) wrong ??= $"{key}: too soon: {warning.ActionAfter:O}";
        if (announces && WhyPutOff(key.Policy, warning.ActionAfter!.Value) is { } off) wrong ??= $"{key}: announces {warning.ActionAfter:O} though {off}";
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
        var id = (string)after["metadata"]!["annotations"]![ActionAnnotations.ActionId]!;
        if (guard.Ledger.Actions().FirstOrDefault(action => action.Id == id) is not { State: ActionState.Intended } record)
        {
            wrong ??= $"{key}: written without an intent";
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
        (episode.Actions, episode.RevertsAtAction) = (episode.Actions + 1, episode.Reverts);
        effective.Add(id);
        writes[id] = Now;
    }

    private string? WhyNot((string Policy, ObjectKey Object) key, PlainEpisode episode, JsonNode item)
    {
        if (episode.State != EpisodeState.Open) return $"it is {episode.State}";
        if (!PlainModel.Violates(key.Policy, item)) return "it does not violate at the version written";
        if (!PlainModel.IsLive(item)) return "it does nothing";
        if (model.Mode != Mode.Act) return $"the mode is {model.Mode}";
        if (PlainModel.IsProtected(key.Object, item)) return "it is protected";
        if (episode.IsBaseline) return "it was there before";
        if (model.IsExempt(key, Now)) return "it is exempt";
        if (model.Episodes.Any(pair => pair.Key.Object == key.Object && pair.Value.HeldUntil > Now)) return "a person undid an action on it";
        if (leadership.WhyNot is not null) return "another one leads";
        if (isPaused) return "it is paused";
        if (health.Trouble is not null) return "the clock can't be trusted";
        if (hasBudget && writes.Values.Any(at => at > Now - TimeSpan.FromHours(1))) return "the budget is spent";
        if (model.Tripped.Contains(key.Policy)) return "its breaker tripped";
        if (WhyPutOff(key.Policy, Now) is { } off) return off;
        if (episode.Actions >= 2) return "it was acted on twice";
        if (episode.Actions == 1 && episode.Reverts <= episode.RevertsAtAction) return "nobody reverted the first action";
        return WhyNoWarningHolds(key, episode, item);
    }

    // what is known beforehand
    private string? WhyPutOff(string policy, DateTimeOffset at)
    {
        if (hasWindow && (at.Hour < 9 || at.Hour >= 17)) return "no window is open";
        return at < model.InForceSince[policy].Since + soak ? "the policy only warns so far" : null;
    }

    // as the guard does it: the field goes back, and what it contained is held
    private void Undo(ObjectKey key)
    {
        var last = guard.Ledger.Actions().FirstOrDefault(action => action.Target == key && action.State == ActionState.Done);
        if (last is null || cluster.Find(key) is not { } item || PlainModel.IsLive(item) || PlainModel.Uid(item) != last.Uid) return;
        if ((string?)item["metadata"]!["annotations"]?[ActionAnnotations.ActionId] != last.Id) return;
        cluster.Put(Some.Deployments, key.Namespace, key.Name, Now, found => found["spec"]!["replicas"] = 3);
        guard.Watches(cluster);
        guard.Ledger.Commit(() => new LedgerChange
        {
            Episodes = [.. guard.Ledger.On(key).Where(episode => episode.IsAlive).Select(episode => Held(episode, last.Id))],
        });
        foreach (var (_, episode) in model.Episodes.Where(pair => pair.Key.Object == key)) Hold(episode);
        Compare();
    }

    private Episode Held(Episode episode, string action)
    {
        var held = EscalationRound.Disarm(episode) with { HeldUntil = Now + UndoHold };
        return episode.State == EpisodeState.Contained && episode.ActionId == action
            ? held with { State = EpisodeState.Open, OpenedAt = Now, ClosedAt = null, ActionId = null, Reverts = episode.Reverts + 1 }
            : held;
    }

    private void Hold(PlainEpisode episode)
    {
        if (episode.State is EpisodeState.Resolved or EpisodeState.Withdrawn) return;
        (episode.HeldUntil, episode.Armed) = (Now + UndoHold, null);
        if (episode.State != EpisodeState.Contained) return;
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
            if (!effective.Contains(action.Id)) wrong ??= $"{action.Id} is said to be done";
            model.Contain(action.Target, Now);
        }

        foreach (var action in guard.Ledger.Actions().Where(action => action.State == ActionState.Refused && effective.Remove(action.Id))) TakenBack(action);

        Compare();
    }

    // its answer got lost, and by the time of the look somebody had put another object in the place
    private void TakenBack(ActionRecord action)
    {
        var item = cluster.Find(action.Target);
        if ((string?)item?["metadata"]!["annotations"]?[ActionAnnotations.ActionId] == action.Id) wrong ??= $"{action.Id} is said to be refused";
        model.Episodes[(action.Policy, action.Target)].Actions--;
        writes.Remove(action.Id);
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
