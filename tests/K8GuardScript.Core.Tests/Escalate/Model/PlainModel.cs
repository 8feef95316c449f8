using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>
/// What the design says about violations, warnings and actions, as plainly as it can be said: written from the design, and not from the
/// guard's code. It goes through everything at each step, and knows the pace by heart.
/// </summary>
internal sealed class PlainModel
{
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);
    public static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(120);

    public static readonly TimeSpan BreakerWithin = TimeSpan.FromHours(1);
    public const int BreakerAtLeast = 3;

    private readonly Dictionary<string, (DateTimeOffset Since, bool IsOpen, DateTimeOffset? GoneAt)> lives = [];
    private readonly Dictionary<(string Policy, ObjectKey Object), DateTimeOffset> newly = [];
    private readonly Dictionary<string, DateTimeOffset> resumed = [];
    private DateTimeOffset? startedAt;

    public Dictionary<(string Policy, ObjectKey Object), PlainEpisode> Episodes { get; } = [];

    public Mode Mode { get; set; } = Mode.Act;

    public int Warnings { get; set; } = 2;

    /// <summary>Whether what was there before its policy is warned of.</summary>
    public bool WarnsExisting { get; set; }

    /// <summary>Revisions of the policies in force, by their ids.</summary>
    public Dictionary<string, string> Revisions { get; } = [];

    /// <summary>Since when those revisions are in force.</summary>
    public Dictionary<string, (string Revision, DateTimeOffset Since)> InForceSince { get; } = [];

    /// <summary>Policies whose breaker tripped.</summary>
    public HashSet<string> Tripped { get; } = [];

    /// <summary>Until when nothing is done to an object, by the undos of people; also where the guard does not know yet that one was done.</summary>
    public Dictionary<string, (ObjectKey Object, DateTimeOffset Until, bool IsKnown)> Holds { get; } = [];

    /// <summary>What is excepted, and until when.</summary>
    public Dictionary<(string Policy, ObjectKey Object), DateTimeOffset> Exempt { get; } = [];

    public static bool Violates(string policy, JsonNode seen)
    {
        var image = (string)seen["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;
        return policy == "image-repo" ? image.StartsWith("bad/", StringComparison.Ordinal) : image.EndsWith(":latest", StringComparison.Ordinal);
    }

    public static bool IsLive(JsonNode? seen) => seen is not null && (int)seen["spec"]!["replicas"]! > 0;

    public static bool IsProtected(ObjectKey key, JsonNode? seen) =>
        key.Namespace == "kube-system" || seen?["metadata"]?["annotations"]?["k8guard.io/protected"] is not null;

    public static bool IsGitOps(JsonNode? seen) => seen?["metadata"]?["annotations"]?["argocd.argoproj.io/tracking-id"] is not null;

    public static string Uid(JsonNode seen) => (string)seen["metadata"]!["uid"]!;

    public void Follow(DateTimeOffset now)
    {
        foreach (var policy in Revisions.Keys)
        {
            var isNew = !lives.TryGetValue(policy, out var life) || now - life.GoneAt > ForgetAfter;
            if (isNew || life.GoneAt is not null || InForceSince[policy].Revision != Revisions[policy]) InForceSince[policy] = (Revisions[policy], now);
            lives[policy] = isNew ? (now, true, null) : (life.Since, life.IsOpen, null);
        }

        foreach (var (policy, life) in lives.Where(pair => !Revisions.ContainsKey(pair.Key)).ToList())
        {
            lives[policy] = (life.Since, life.IsOpen, life.GoneAt ?? now);
            foreach (var episode in AliveOf(policy)) Close(episode, EpisodeState.Withdrawn, now);
        }
    }

    /// <summary>Everything that is seen is judged, by every policy.</summary>
    public void Judge(IEnumerable<ObjectKey> keys, Func<ObjectKey, JsonNode?> seen, Func<ObjectKey, bool> isBehind, DateTimeOffset now)
    {
        foreach (var key in keys.Where(key => !isBehind(key)))
        {
            foreach (var policy in Revisions.Keys) Judge(policy, key, seen(key), now);

            // what went is over whoever found it
            if (seen(key) is null) Episodes.Where(pair => pair.Key.Object == key).ToList().ForEach(pair => Complies(pair.Value, now));
        }

        foreach (var policy in Revisions.Keys) lives[policy] = lives[policy] with { IsOpen = false };
    }

    /// <summary>A new process knows of what opened only as far as it still violates.</summary>
    public void Restart(DateTimeOffset now)
    {
        newly.Clear();
        startedAt = now;
    }

    /// <summary>Trips every policy that newly found fault with too many; there are so few objects that the share is always large enough.</summary>
    public void Trip(DateTimeOffset now)
    {
        if (startedAt is { } start)
        {
            foreach (var (key, episode) in Episodes)
            {
                if (episode.OpenedAt < start && episode is { IsBaseline: false, Reverts: 0, State: EpisodeState.Open or EpisodeState.Contained })
                    Opens(key, episode.OpenedAt);
            }
        }

        startedAt = null;
        foreach (var policy in Revisions.Keys)
        {
            if (newly.Count(pair => pair.Key.Policy == policy && pair.Value > now - BreakerWithin) < BreakerAtLeast) continue;
            Tripped.Add(policy);
            Forget(policy);
        }
    }

    /// <summary>A person lets a policy go on.</summary>
    public void Resume(string policy, DateTimeOffset now)
    {
        if (!Tripped.Remove(policy)) return;
        resumed[policy] = now;
        Forget(policy);
    }

    public bool IsHeld(ObjectKey key, DateTimeOffset at) => Holds.Values.Any(hold => hold.IsKnown && hold.Object == key && at < hold.Until);

    public bool MayBeHeld(ObjectKey key) => Holds.Values.Any(hold => hold.Object == key && !hold.IsKnown);

    /// <summary>What changes on its own when everything is looked at: exemptions begin and end, and last warnings become void.</summary>
    public void Look(Func<ObjectKey, JsonNode?> seen, string team, DateTimeOffset now)
    {
        foreach (var (key, episode) in Episodes.Where(pair => Revisions.ContainsKey(pair.Key.Policy)))
        {
            var item = seen(key.Object);
            if (IsExempt(key, now))
            {
                if (episode.State == EpisodeState.Open) Close(episode, EpisodeState.Exempt, now);
            }
            else if (episode.State == EpisodeState.Exempt && item is not null)
            {
                Reopen(episode, now);
            }

            if (!MayAct(key, episode, item) || !IsLive(item) || episode.Armed?.Revision != Revisions[key.Policy] || episode.Armed.Team != team)
                episode.Armed = null;
        }
    }

    /// <summary>Whether the owner is owed a message about it now.</summary>
    public bool OwesWarning((string Policy, ObjectKey Object) key, PlainEpisode episode, JsonNode? seen, DateTimeOffset now)
    {
        if (episode.State != EpisodeState.Open || Mode == Mode.DryRun || !IsLive(seen) || IsExempt(key, now)) return false;
        if (episode.IsBaseline && !WarnsExisting) return false;
        if (!Revisions.ContainsKey(key.Policy) || now < episode.HeldUntil || now < episode.OpenedAt + Grace) return false;
        if (IsArmed(key, episode, seen!) || now < episode.AcceptedAt + Every) return false;
        return episode.Accepted < Warnings || MayAct(key, episode, seen) || (episode.Reverts >= 2 && !(episode.AcceptedAt >= episode.OpenedAt));
    }

    /// <summary>Whether nothing lasting forbids an action.</summary>
    public bool MayAct((string Policy, ObjectKey Object) key, PlainEpisode episode, JsonNode? seen) =>
        Mode == Mode.Act && !episode.IsBaseline && episode.Reverts < 2 && !IsProtected(key.Object, seen) && !IsGitOps(seen)
        && !Tripped.Contains(key.Policy) && Tripped.Count < 3;

    public bool IsExempt((string Policy, ObjectKey Object) key, DateTimeOffset now) => Exempt.TryGetValue(key, out var end) && now < end;

    /// <summary>An action on an object is known to be done: all that is wrong with it is contained.</summary>
    public void Contain(ObjectKey key, string policy, string action, DateTimeOffset now)
    {
        if (Episodes.GetValueOrDefault((policy, key)) is { State: EpisodeState.Withdrawn } away) away.ContainedBy = action;
        foreach (var (id, episode) in Episodes.Where(pair => pair.Key.Object == key))
        {
            // what was exempted while its own action was under way is contained as well; what was exempt anyway is left alone
            if (episode.State != EpisodeState.Open && (episode.State != EpisodeState.Exempt || id.Policy != policy)) continue;
            (episode.State, episode.ClosedAt, episode.ContainedBy) = (EpisodeState.Contained, now, action);
        }
    }

    public static void Reopen(PlainEpisode episode, DateTimeOffset now) =>
        (episode.State, episode.OpenedAt, episode.Armed, episode.ContainedBy) = (EpisodeState.Open, now, null, null);

    private bool IsArmed((string Policy, ObjectKey Object) key, PlainEpisode episode, JsonNode seen) =>
        episode.Armed is not null && MayAct(key, episode, seen) && episode.Armed.Uid == Uid(seen) && episode.Accepted >= Warnings;

    private IEnumerable<PlainEpisode> AliveOf(string policy) =>
        Episodes.Where(pair => pair.Key.Policy == policy).Select(pair => pair.Value).Where(IsAlive);

    private static bool IsAlive(PlainEpisode episode) => episode.State is EpisodeState.Open or EpisodeState.Exempt or EpisodeState.Contained;

    private void Judge(string policy, ObjectKey key, JsonNode? seen, DateTimeOffset now)
    {
        var known = Episodes.GetValueOrDefault((policy, key));
        if (seen is null || !Violates(policy, seen))
        {
            if (known is not null) Complies(known, now);
            return;
        }

        if (known is null || (!IsAlive(known) && now - known.ClosedAt > ForgetAfter))
        {
            if (known?.State != EpisodeState.Withdrawn && !WasThere(policy, seen)) Opens((policy, key), now);
            Episodes[(policy, key)] = new PlainEpisode { OpenedAt = now, IsBaseline = WasThere(policy, seen), HeldUntil = known?.HeldUntil };
        }
        else if (known.State == EpisodeState.Contained || (known.State == EpisodeState.Withdrawn && known.ContainedBy is not null))
        {
            // an action stands while its policy is away, too
            known.State = EpisodeState.Contained;
            if (!IsLive(seen)) return;
            known.Reverts++;
            Reopen(known, now);
        }
        else if (!IsAlive(known))
        {
            if (known.State == EpisodeState.Resolved)
            {
                (known.Reverts, known.Actions, known.RevertsAtAction, known.IsBaseline) = (0, 0, -1, false);
                Opens((policy, key), now);
            }

            Reopen(known, now);
        }
    }

    private void Opens((string Policy, ObjectKey Object) key, DateTimeOffset at)
    {
        if (Tripped.Contains(key.Policy) || (resumed.TryGetValue(key.Policy, out var since) && at <= since)) return;
        if (!newly.TryGetValue(key, out var known) || known < at) newly[key] = at;
    }

    private void Forget(string policy)
    {
        foreach (var key in newly.Keys.Where(key => key.Policy == policy).ToList()) newly.Remove(key);
    }

    private bool WasThere(string policy, JsonNode seen)
    {
        var created = DateTimeOffset.Parse((string)seen["metadata"]!["creationTimestamp"]!, CultureInfo.InvariantCulture);
        return lives[policy].IsOpen && created <= lives[policy].Since;
    }

    private static void Complies(PlainEpisode episode, DateTimeOffset now)
    {
        if (IsAlive(episode)) Close(episode, EpisodeState.Resolved, now);
    }

    private static void Close(PlainEpisode episode, EpisodeState state, DateTimeOffset now) =>
        (episode.State, episode.ClosedAt, episode.Armed) = (state, now, null);
}
