using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Record;

/// <summary>Turns a verdict into what changes in the ledger. Pure.</summary>
internal static class VerdictRecorder
{
    /// <param name="known">what the ledger has about this policy and object</param>
    /// <param name="verdict">the new verdict</param>
    /// <param name="dormant">whether the object does nothing now</param>
    /// <param name="forgetAfter">how long the count of a closed episode is kept</param>
    /// <param name="now">wall clock</param>
    /// <returns>the episodes that change, in their new state</returns>
    public static IReadOnlyList<Episode> Changes(
        IReadOnlyList<Episode> known, Verdict verdict, bool dormant, TimeSpan forgetAfter, DateTimeOffset now)
    {
        // INVARIANT: a fault is never a pass and never a violation, and what rests on a look-up without an answer is neither.
        if (verdict.Result == VerdictResult.Faulted || verdict.Incomplete) return [];

        var changed = new List<Episode>();
        var byPlace = known.ToDictionary(episode => episode.Key.Place, StringComparer.Ordinal);
        var found = ByPlace(verdict.Findings);
        foreach (var (place, finding) in found)
        {
            var seen = byPlace.TryGetValue(place, out var episode)
                ? SeenAgain(episode, verdict, finding, dormant, forgetAfter, now)
                : Opened(verdict, place, finding, now);
            if (seen != episode) changed.Add(seen);
        }

        var closed = verdict.Result == VerdictResult.NotConcerned ? EpisodeState.Withdrawn : EpisodeState.Resolved;
        changed.AddRange(known
            .Where(episode => episode.IsAlive && !found.ContainsKey(episode.Key.Place))
            .Select(episode => Close(episode, closed, now)));
        return changed;
    }

    /// <summary>What changes when an object is gone: what we deleted stays, everything else is resolved.</summary>
    public static IReadOnlyList<Episode> ObjectGone(IReadOnlyList<Episode> known, Func<Episode, bool> wasDeletedByUs, DateTimeOffset now) =>
        known.Where(episode => episode.IsAlive)
            .Where(episode => !wasDeletedByUs(episode))
            .Select(episode => Close(episode, EpisodeState.Resolved, now))
            .ToList();

    /// <summary>What changes when a policy goes away: nobody is told that anything is well, and the counts are kept for a while.</summary>
    public static IReadOnlyList<Episode> PolicyGone(IEnumerable<Episode> known, DateTimeOffset now) =>
        known.Where(episode => episode.IsAlive).Select(episode => Close(episode, EpisodeState.Withdrawn, now)).ToList();

    private static Episode Close(Episode episode, EpisodeState state, DateTimeOffset now) => episode with { State = state, ClosedAt = now };

    private static Episode Opened(Verdict verdict, string place, Finding finding, DateTimeOffset now) => new()
    {
        Key = new EpisodeKey(verdict.Policy.Id, verdict.Object, place),
        Kind = verdict.Kind,
        Uid = verdict.Uid,
        Revision = verdict.Policy.Revision,
        Code = verdict.Policy.Definition.Code,
        Severity = verdict.Policy.Definition.Severity,
        Path = finding.Path,
        Message = finding.Message,
        FirstSeen = now,
        OpenedAt = now,
    };

    private static Episode SeenAgain(
        Episode episode, Verdict verdict, Finding finding, bool dormant, TimeSpan forgetAfter, DateTimeOffset now)
    {
        var current = episode with
        {
            Kind = verdict.Kind,
            Uid = verdict.Uid,
            Revision = verdict.Policy.Revision,
            Code = verdict.Policy.Definition.Code,
            Severity = verdict.Policy.Definition.Severity,
            Path = finding.Path,
            Message = finding.Message,
        };
        return episode.State switch
        {
            EpisodeState.Open => current,
            EpisodeState.Contained when dormant => current,
            EpisodeState.Contained => Reopened(current, now) with { Reverts = episode.Reverts + 1 },
            _ when episode.ClosedAt is { } closed && now - closed > forgetAfter => Forgotten(current, now),
            _ => Reopened(current, now),
        };
    }

    private static Episode Reopened(Episode episode, DateTimeOffset now) =>
        episode with { State = EpisodeState.Open, OpenedAt = now, ClosedAt = null, ActionId = null };

    private static Episode Forgotten(Episode episode, DateTimeOffset now) => Reopened(episode, now) with
    {
        FirstSeen = now,
        AcceptedWarnings = 0,
        LastWarning = null,
        Told = 0,
        ToldAt = null,
        Reverts = 0,
    };

    // two findings at one place are one episode that says both
    private static Dictionary<string, Finding> ByPlace(IReadOnlyList<Finding> findings) =>
        findings.GroupBy(finding => finding.Subject ?? finding.KeyPath, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => group.First() with { Message = string.Join("; ", group.Select(finding => finding.Message).Distinct()) },
            StringComparer.Ordinal);
}
