using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Escalate;

/// <summary>Collects what is due, without going through every episode each time. Rounds are made by one caller.</summary>
/// <remarks>
/// An episode is looked at when its record, its object or its namespace changed, when what it waits for has come, and at each round
/// while something is due. All are looked at once settings or policies changed or the clock was set, and a few at each round anyway.
/// </remarks>
internal sealed class EscalationRound(Ledger ledger, Outlooks outlooks, Rulebook rulebook, Touched touched)
{
    /// <summary>Every episode is looked at about this often, whatever happens.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(2);

    /// <summary>A round gives about so many and no more: what is due may all wait for a channel, and comes in turn.</summary>
    public const int Most = 1_000;

    // rounds come every moment: after a longer pause the clock was set, or the machine slept
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Agenda agenda = new();
    private readonly Queue<ObjectKey> due = new();
    private readonly HashSet<ObjectKey> isDue = [];

    // INVARIANT: what a round that breaks did not come to is left here for the next one.
    private readonly Queue<ObjectKey> next = new();
    private readonly HashSet<ObjectKey> looked = [];

    // what was found elsewhere comes with either of its two objects
    private readonly HashSet<EpisodeKey> seen = [];
    private readonly WeakReference<Rulebook.Edition?> edition = new(null);
    private IEnumerator<Episode>? everything;
    private IEnumerator<Episode>? turn;
    private DateTimeOffset latest;

    /// <param name="now">wall clock</param>
    /// <returns>what is due; of very many a part, and the rest in the rounds after it</returns>
    public RoundResult At(DateTimeOffset now)
    {
        var result = new RoundResult([], [], []);
        var passed = now - latest;
        latest = now;
        if (IsNewEdition() || passed < TimeSpan.Zero || passed > LongestPause) StartOver();
        seen.Clear();
        if (everything is not null)
        {
            LookAtEverything(now, result);
            return result;
        }

        looked.Clear();
        ComeBack(now, result);
        Gather(now, passed);
        while (next.TryDequeue(out var key))
        {
            if (looked.Add(key)) LookAt(key, now, result);
        }

        Trim();
        return result;
    }

    /// <summary>An episode whose last warning announces nothing any more, so that no action may rest on it.</summary>
    public static Episode Disarm(Episode episode) =>
        episode with { LastWarning = episode.LastWarning is { } last ? last with { AnnouncedAction = ActionVerb.None } : null };

    // held weakly: an edition that went must not keep its policies from being unloaded
    private bool IsNewEdition()
    {
        var current = rulebook.Current;
        if (edition.TryGetTarget(out var known) && ReferenceEquals(known, current)) return false;
        edition.SetTarget(current);
        return true;
    }

    private void StartOver()
    {
        everything = ledger.Alive().GetEnumerator();
        turn = null;
        agenda.Clear();
        due.Clear();
        isDue.Clear();
        next.Clear();
        touched.Take();
    }

    private void LookAtEverything(DateTimeOffset now, RoundResult result)
    {
        while (everything!.MoveNext()) Look(everything.Current, now, result, HasRoom(result));
        everything = null;
    }

    // first those that were due before, so that none of them waits for ever behind what is new
    private void ComeBack(DateTimeOffset now, RoundResult result)
    {
        for (var left = Math.Min(due.Count, Most); left > 0 && HasRoom(result); left--)
        {
            var key = due.Dequeue();
            isDue.Remove(key);
            looked.Add(key);
            LookAt(key, now, result);
        }
    }

    private void Gather(DateTimeOffset now, TimeSpan passed)
    {
        var (keys, namespaces) = touched.Take();
        agenda.TakeDue(now, keys);
        if (namespaces.Count > 0)
        {
            foreach (var episode in ledger.Alive())
            {
                var (target, judged) = (episode.Key.Object, episode.Key.Judged);
                if (namespaces.Contains(target.Namespace) || namespaces.Contains(judged.Namespace)) keys.Add(judged);
            }
        }

        TakeTurn(passed, keys);
        foreach (var key in keys) next.Enqueue(key);
    }

    // so many of all that each comes once in a turn
    private void TakeTurn(TimeSpan passed, HashSet<ObjectKey> keys)
    {
        for (var left = 1 + (int)(ledger.AliveCount * Math.Min(passed / Turn, 1)); left > 0; left--)
        {
            turn ??= ledger.Alive().GetEnumerator();
            if (!turn.MoveNext())
            {
                turn = null;
                return;
            }

            keys.Add(turn.Current.Key.Judged);
        }
    }

    private void LookAt(ObjectKey key, DateTimeOffset now, RoundResult result)
    {
        // what is due of one object is given together
        var isGiven = HasRoom(result);
        foreach (var episode in ledger.RestingOn(key)) Look(episode, now, result, isGiven);
    }

    private void Look(Episode episode, DateTimeOffset now, RoundResult result, bool isGiven)
    {
        if (episode.State is not (EpisodeState.Open or EpisodeState.Exempt)) return;
        if ((episode.Key.Source is not null && !seen.Add(episode.Key)) || outlooks.Of(episode, now) is not { } outlook) return;
        if (Exempts(outlook, now, result)) return;
        if (Disarms(outlook))
        {
            // again in the next round, until that is written down
            result.Disarmed.Add(episode.Key);
            ComeBackTo(episode);
        }

        switch (outlook.Step)
        {
            case LadderStep.Warn when outlook.Recipient.Channels.Count > 0:
                Offer(outlook, isGiven ? result.Warnings : null);
                break;
            case LadderStep.Due:
                Offer(outlook, isGiven ? result.Actions : null);
                break;
            case LadderStep.Wait wait when wait.Until < now + (2 * Turn):
                agenda.Add(episode.Key.Judged, wait.Until);
                break;
        }
    }

    // true if nothing else is to be done about it now
    private bool Exempts(Outlook outlook, DateTimeOffset now, RoundResult result)
    {
        var (episode, exemption) = (outlook.Episode, outlook.Situation.Exemption);
        if (exemption is not null)
        {
            if (episode.State == EpisodeState.Open)
            {
                result.Exempted.Add(episode.Key);
                ComeBackTo(episode);
            }
            else if (exemption.Expires < now + (2 * Turn))
            {
                agenda.Add(episode.Key.Judged, exemption.Expires);
            }

            return true;
        }

        if (episode.State != EpisodeState.Exempt) return false;

        // INVARIANT: what can't be seen covers nothing, which is no reason to say that the exemption ended.
        if (outlook.Question is not { Object: { } target } seenNow || (target.Namespace.Length > 0 && seenNow.Namespace is null)) return true;
        result.ExemptionEnded.Add(episode.Key);
        ComeBackTo(episode);
        return true;
    }

    private void Offer(Outlook outlook, List<Outlook>? to)
    {
        ComeBackTo(outlook.Episode);
        to?.Add(outlook);
    }

    private static bool HasRoom(RoundResult result) => result.Warnings.Count + result.Actions.Count < Most;

    // very many that changed together leave room that is not needed again
    private void Trim()
    {
        if (looked.Capacity > 4 * Most) looked.TrimExcess(Most);
        if (next.Capacity > 4 * Most) next.TrimExcess();
        if (isDue.Capacity <= 4 * Most || isDue.Count > Most) return;
        isDue.TrimExcess();
        due.TrimExcess();
    }

    private void ComeBackTo(Episode episode)
    {
        if (isDue.Add(episode.Key.Judged)) due.Enqueue(episode.Key.Judged);
    }

    // INVARIANT: what was announced is void once an action did not come into question, also after it does again: the owner may
    // have taken the protection, the lower mode or the stopped object for the end of it. Another revision or owner comes and goes likewise.
    private static bool Disarms(Outlook outlook)
    {
        if (outlook.Episode.LastWarning is not { AnnouncedAction: not ActionVerb.None } last) return false;
        var situation = outlook.Situation;
        return situation is { Mode: not Mode.Act } or { Dormant: not null } or { OwnerCounts: false } or { WarnOnlyBecause: not null }
            || last.Revision != situation.Revision
            || last.Recipient != situation.Recipient;
    }
}
