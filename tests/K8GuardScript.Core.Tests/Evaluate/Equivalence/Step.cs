using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

/// <summary>One thing that happens.</summary>
/// <param name="Kind">which</param>
/// <param name="What">to which object, kind or policy; reads around</param>
/// <param name="Variant">how; 0 is the simplest</param>
internal sealed record Step(StepKind Kind, int What, int Variant)
{
    // how often of a hundred or so
    private static readonly (StepKind Kind, int Share)[] Shares =
    [
        (StepKind.Put, 40), (StepKind.SetStatus, 10), (StepKind.Delete, 10), (StepKind.Recreate, 6), (StepKind.Redeliver, 4),
        (StepKind.Interrupt, 4), (StepKind.Refuse, 2), (StepKind.List, 6), (StepKind.Pass, 8), (StepKind.JumpAhead, 2),
        (StepKind.Judge, 20), (StepKind.JudgeAcross, 8), (StepKind.ReplacePolicy, 6), (StepKind.RemovePolicy, 3),
    ];

    public static Gen<Step> Any { get; } =
        from kind in Gen.Elements(Shares.SelectMany(share => Enumerable.Repeat(share.Kind, share.Share)).ToArray())
        from what in Gen.Choose(0, (RandomCluster.Keys.Count * 6 * PolicyMix.Count) - 1)
        from variant in Gen.Choose(0, 7)
        select new Step(kind, what, variant);

    public IEnumerable<Step> Simpler()
    {
        if (Variant > 0) yield return this with { Variant = 0 };
        if (Variant > 1) yield return this with { Variant = Variant - 1 };
    }

    public override string ToString() => Kind switch
    {
        StepKind.Put or StepKind.SetStatus => $"{Kind} {RandomCluster.KeyOf(What)} {Variant}",
        StepKind.Delete or StepKind.Recreate or StepKind.Redeliver => $"{Kind} {RandomCluster.KeyOf(What)}",
        StepKind.Interrupt or StepKind.Refuse or StepKind.List => $"{Kind} {RandomCluster.KindOf(What).Kind}",
        StepKind.ReplacePolicy => $"{Kind} {PolicyMix.IdOf(What)} by {Variant % 2}",
        StepKind.RemovePolicy => $"{Kind} {PolicyMix.IdOf(What)}",
        _ => $"{Kind} {Variant}",
    };
}
