using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>What happens, in order.</summary>
internal sealed record Story(IReadOnlyList<Turn> Turns)
{
    public static Arbitrary<Story> Any { get; } = Arb.From(Gen.Frequency((1, Aimless), (2, Courses)), story => story.Simpler());

    private static Gen<Story> Aimless =>
        from length in Gen.Choose(10, 160)
        from turns in Turn.Any.ArrayOf(length)
        select new Story(turns);

    private static Gen<Story> Courses =>
        from count in Gen.Choose(1, 4)
        from courses in Course.Any.ArrayOf(count)
        select new Story([.. courses.SelectMany(turns => turns)]);

    public override string ToString() => string.Join(",\n  ", ["", .. Turns.Select(turn => turn.ToString())]);

    private IEnumerable<Story> Simpler()
    {
        for (var size = Turns.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= Turns.Count; start += size) yield return new Story([.. Turns.Take(start), .. Turns.Skip(start + size)]);
        }

        for (var i = 0; i < Turns.Count; i++)
        {
            foreach (var simpler in Turns[i].Simpler()) yield return new Story([.. Turns.Take(i), simpler, .. Turns.Skip(i + 1)]);
        }
    }
}
