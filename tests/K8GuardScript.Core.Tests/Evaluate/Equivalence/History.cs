using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

/// <summary>What happens, in order.</summary>
/// <param name="Late">one bit for each kind that is not listed at the start</param>
/// <param name="Steps">the rest</param>
internal sealed record History(int Late, IReadOnlyList<Step> Steps)
{
    public static Arbitrary<History> Any { get; } = Arb.From(
        from late in Gen.Elements(0, 0, 0, 1, 2, 4, 8, 16, 32, 63)
        from length in Gen.Choose(1, 60)
        from steps in Step.Any.ArrayOf(length)
        select new History(late, steps),
        history => history.Simpler());

    public override string ToString()
    {
        var late = RandomCluster.Kinds.Where((_, i) => (Late & (1 << i)) != 0).Select(kind => kind.Kind);
        return string.Join("\n  ", [$"\n  not listed at first: [{string.Join(", ", late)}]", .. Steps.Select(step => step.ToString())]);
    }

    private IEnumerable<History> Simpler()
    {
        for (var size = Steps.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= Steps.Count; start += size)
                yield return this with { Steps = [.. Steps.Take(start), .. Steps.Skip(start + size)] };
        }

        if (Late != 0) yield return this with { Late = 0 };
        for (var i = 0; i < Steps.Count; i++)
        {
            foreach (var simpler in Steps[i].Simpler()) yield return this with { Steps = [.. Steps.Take(i), simpler, .. Steps.Skip(i + 1)] };
        }
    }
}
