using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Evaluate;

/// <summary>What came out when some objects were judged together.</summary>
/// <param name="Edition">the rules that judged</param>
/// <param name="Keys">what was come to: to be put back once it is recorded</param>
/// <param name="Objects">those of them with something to record</param>
internal sealed record JudgedBatch(Rulebook.Edition Edition, IReadOnlyList<QueuedKey> Keys, IReadOnlyList<JudgedObject> Objects)
{
    /// <summary>What time was too short for: to be put back as it was.</summary>
    public required IReadOnlyList<QueuedKey> Left { get; init; }

    /// <summary>What is still to be judged apart, by policies that were slowed down.</summary>
    public required IReadOnlyList<QueuedKey> PutOff { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>What each policy did, in the order of the edition.</summary>
    public required IReadOnlyList<PolicyTally> Tallies { get; init; }
}

/// <param name="Verdicts">the verdicts of the batch that told something new</param>
/// <param name="Recorded">the episodes that changed</param>
/// <param name="Before">those of them that were known, as they were</param>
internal sealed record BatchResult(
    IReadOnlyList<Verdict> Verdicts, IReadOnlyList<Episode> Recorded, IReadOnlyDictionary<EpisodeKey, Episode> Before);
