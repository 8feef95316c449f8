using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>One thing that happens.</summary>
/// <param name="What">which</param>
/// <param name="To">to which object or policy; reads around</param>
/// <param name="How">how; 0 is the simplest</param>
internal sealed record Turn(Happening What, int To, int How)
{
    // how often of a hundred or so
    private static readonly (Happening What, int Share)[] Shares =
    [
        (Happening.Apply, 9), (Happening.Image, 3),
        (Happening.Scale, 4), (Happening.Delete, 2), (Happening.Recreate, 3), (Happening.Protect, 1), (Happening.GitOps, 1),
        (Happening.Watch, 8), (Happening.Judge, 10), (Happening.Round, 34), (Happening.Pass, 26), (Happening.Outage, 3),
        (Happening.Restart, 2), (Happening.Revise, 1), (Happening.Mode, 4), (Happening.Ladder, 1), (Happening.Remove, 1),
        (Happening.Owner, 1), (Happening.Existing, 1), (Happening.Exempt, 2), (Happening.Write, 2), (Happening.Undo, 8), (Happening.Lease, 1),
        (Happening.Pause, 1), (Happening.Clock, 2), (Happening.Window, 1), (Happening.Freeze, 1), (Happening.Wish, 2),
        (Happening.Budget, 1), (Happening.Soak, 1), (Happening.Resume, 2),
    ];

    public static Gen<Turn> Any { get; } =
        from what in Gen.Elements(Shares.SelectMany(share => Enumerable.Repeat(share.What, share.Share)).ToArray())
        from to in Gen.Choose(0, 5)
        from how in Gen.Choose(0, 7)
        select new Turn(what, to, how);

    public IEnumerable<Turn> Simpler()
    {
        if (How > 0) yield return this with { How = 0 };
        if (How > 1) yield return this with { How = How - 1 };
        if (To > 0) yield return this with { To = 0 };
    }

    public override string ToString() => $"new({nameof(Happening)}.{What}, {To}, {How})";
}
