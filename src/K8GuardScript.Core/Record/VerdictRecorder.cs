using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Record;

/// <summary>Turns a verdict into what changes in the ledger. Pure.</summary>
internal static class VerdictRecorder
{
    /// <param name="known">what this policy found so far when it judged this object, in it and on others</param>
    /// <param name="verdict">the new verdict</param>
    /// <param name="dormant">whether the object does nothing now</param>
    /// <param name="forgetAfter">how long the count of a closed episode is kept</param>
    /// <param name="now">wall clock</param>
    /// <param name="isBaseline">whether what opens at this object was there before the policy was</param>
    /// <returns>the episodes that change, in their new state</returns>
    public static IReadOnlyList<Episode> Changes(
        IReadOnlyList<Episode> known, Verdict verdict, bool dormant, TimeSpan forgetAfter, DateTimeOffset now, bool isBaseline = false)
    {
        // INVARIANT: a fault is never a pass and never a violation, and what rests on a look-up without an answer is neither.
        if (verdict.Result == VerdictResult.Faulted || verdict.Incomplete) return [];

        var changed = new List<Episode>();
        var byKey = known.ToDictionary(episode => episode.Key);
        var found = ByKey(verdict);
        foreach (var (key, finding) in found)
        {
            // a fault below, and what is on its way out there, opens nothing; see IsOver for what it closes
            if (finding.IsLeaving || (verdict.IsOpenBelow && key.Child is not null)) continue;
            var seen = byKey.TryGetValue(key, out var episode)
                ? SeenAgain(episode, verdict, finding.Finding, dormant, forgetAfter, now, isBaseline)
                : Opened(verdict, key, finding.Finding, now) with { IsBaseline = isBaseline };
            if (seen != episode) changed.Add(seen);
        }

        changed.AddRange(known
            .Where(episode => episode.IsAlive && !found.ContainsKey(episode.Key) && IsOver(verdict, episode))
            .Select(episode => Close(episode, IsConcerned(verdict, episode) ? EpisodeState.Resolved : EpisodeState.Withdrawn, now)));
        return changed;
    }

    /// <summary>
    /// What changes when an object is gone: what we deleted stays, everything else is resolved, also what was found at it on others.
    /// </summary>
    public static IReadOnlyList<Episode> ObjectGone(IReadOnlyList<Episode> known, Func<Episode, bool> wasDeletedByUs, DateTimeOffset now) =>
        known.Where(episode => episode.IsAlive)
            .Where(episode => episode.Key.Source is not null || !wasDeletedByUs(episode))
            .Select(episode => Close(episode, EpisodeState.Resolved, now))
            .ToList();

    /// <summary>What changes when a policy goes away: nobody is told that anything is well, and the counts are kept for a while.</summary>
    public static IReadOnlyList<Episode> PolicyGone(IEnumerable<Episode> known, DateTimeOffset now) =>
        known.Where(episode => episode.IsAlive).Select(episode => Close(episode, EpisodeState.Withdrawn, now)).ToList();

    private static Episode Close(Episode episode, EpisodeState state, DateTimeOffset now) => episode with { State = state, ClosedAt = now };

    private static Episode Opened(Verdict verdict, EpisodeKey key, Finding finding, DateTimeOffset now) => new()
    {
        Key = key,
        Kind = KindOf(verdict, finding),
        Uid = finding.On?.Uid ?? verdict.Uid,
        Revision = verdict.Policy.Revision,
        Code = verdict.Policy.Definition.Code,
        Severity = verdict.Policy.Definition.Severity,
        Path = finding.Path,
        Message = finding.Message,
        FirstSeen = now,
        OpenedAt = now,
    };

    private static Episode SeenAgain(
        Episode episode, Verdict verdict, Finding finding, bool dormant, TimeSpan forgetAfter, DateTimeOffset now, bool isBaseline)
    {
        var current = episode with
        {
            Kind = KindOf(verdict, finding),
            Uid = finding.On?.Uid ?? verdict.Uid,
            Revision = verdict.Policy.Revision,
            Code = verdict.Policy.Definition.Code,
            Severity = verdict.Policy.Definition.Severity,
            Path = finding.Path,
            Message = finding.Message,
        };
        return episode.State switch
        {
            EpisodeState.Open or EpisodeState.Exempt => current,
            EpisodeState.Contained when dormant => current,
            EpisodeState.Contained => Reopened(current, now) with { Reverts = episode.Reverts + 1, RevertedBy = null },
            _ when episode.ClosedAt is { } closed && now - closed > forgetAfter => Forgotten(current, now) with { IsBaseline = isBaseline },

            // its policy was away while an action stood: it stands still, or somebody undid it meanwhile
            EpisodeState.Withdrawn when episode.ActionId is not null => dormant
                ? current with { State = EpisodeState.Contained }
                : Reopened(current, now) with { Reverts = episode.Reverts + 1, RevertedBy = null },
            EpisodeState.Resolved => Reopened(current, now) with { Reverts = 0, RevertedBy = null, IsBaseline = false },

            // it may have been there all the time
            _ => Reopened(current, now),
        };
    }

    // INVARIANT: what was announced is void, whatever the instants say: a clock may have been set back a little since.
    private static Episode Reopened(Episode episode, DateTimeOffset now) => episode with
    {
        State = EpisodeState.Open,
        OpenedAt = now,
        ClosedAt = null,
        ActionId = null,
        LastWarning = episode.LastWarning is { } last ? last with { AnnouncedAction = ActionVerb.None } : null,
    };

    private static Episode Forgotten(Episode episode, DateTimeOffset now) => Reopened(episode, now) with
    {
        FirstSeen = now,
        AcceptedWarnings = 0,
        LastWarning = null,
        Told = 0,
        ToldAt = null,
        Reverts = 0,
        RevertedBy = null,
    };

    private static KindName KindOf(Verdict verdict, Finding finding) =>
        finding.On is { } other ? KindName.Parse(other.ApiVersion, other.Kind) : verdict.Kind;

    // what can't be seen below an object is not over, unless nobody looks any more
    private static bool IsOver(Verdict verdict, Episode episode) =>
        episode.Key.Child is null || !verdict.IsOpenBelow || !IsConcerned(verdict, episode);

    // what lies outside the policy's namespaces is not well, it is not looked at; nor is a kind without rules
    private static bool IsConcerned(Verdict verdict, Episode episode) =>
        verdict.Result != VerdictResult.NotConcerned
        && (episode.Key.Source is null || !verdict.LeftOut.Contains(episode.Key.Object))
        && (episode.Key.Child is { } child ? Ownership.ChildKind(child) : verdict.Kind) is { } kind
        && verdict.Policy.Root.Judges(kind);

    // two findings at one place are one episode that says both
    private static Dictionary<EpisodeKey, (Finding Finding, bool IsLeaving)> ByKey(Verdict verdict)
    {
        var found = verdict.Findings.GroupBy(verdict.KeyOf).ToDictionary(
            group => group.Key,
            group => (group.First() with { Message = string.Join("; ", group.Select(finding => finding.Message).Distinct()) }, false));
        foreach (var below in verdict.InChildren) found[verdict.KeyOf(below)] = (below.Finding with { Message = below.Message }, below.IsLeaving);
        return found;
    }
}
