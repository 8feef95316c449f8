using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>One object while it is judged. Belongs to one thread.</summary>
/// <param name="kind">the object's kind in its watched version</param>
/// <param name="queued">which object, and who is to judge it</param>
/// <param name="target">the object; null if it is gone</param>
internal sealed class JudgedObject(KindName kind, QueuedKey queued, KubeObject? target)
{
    private List<Verdict>? verdicts;

    public KindName Kind => kind;

    public ObjectKey Key => queued.Key;

    public QueuedKey Queued => queued;

    public KubeObject? Target => target;

    /// <summary>Whether no policy was left out: then what is not said here is not so.</summary>
    public bool IsWhole { get; set; } = queued.Wanted.IsEveryone;

    /// <summary>The verdicts that say something that is not recorded yet.</summary>
    public IReadOnlyList<Verdict> Verdicts => verdicts ?? (IReadOnlyList<Verdict>)[];

    public void Keep(Verdict verdict) => (verdicts ??= []).Add(verdict);
}
