using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>Things that lead somewhere, with others in between: what is random alone seldom comes to the end of the ladder.</summary>
internal static class Course
{
    private static readonly Happening[] Twists =
    [
        Happening.Undo, Happening.Undo, Happening.Undo, Happening.Scale, Happening.Scale, Happening.Recreate, Happening.Delete,
        Happening.Image, Happening.Image,
        Happening.Exempt, Happening.Mode, Happening.Revise, Happening.Owner, Happening.Restart, Happening.Write,
        Happening.Apply, Happening.Protect, Happening.GitOps, Happening.Window, Happening.Soak,
        Happening.Freeze, Happening.Clock, Happening.Wish, Happening.Outage, Happening.Lease, Happening.Budget, Happening.Resume, Happening.Pause,
    ];

    /// <summary>Somebody breaks a rule, is warned, acted on perhaps, turns about, and so on.</summary>
    public static Gen<IReadOnlyList<Turn>> Any => Gen.Frequency((9, Ladder), (1, Midway));

    private static Gen<IReadOnlyList<Turn>> Ladder { get; } =
        from to in Gen.Choose(0, 5)
        from image in Gen.Elements(0, 0, 2, 3)
        from laps in Gen.Choose(1, 4)
        from twists in Twist(to).ArrayOf(laps)
        from start in Gen.Frequency((6, Gen.Constant(Array.Empty<Turn>())), (1, Gen.Constant(Flood)), (2, Gen.Constant(Late)))
        from turns in WithNoise([.. start, new(Happening.Apply, to, image), .. twists.SelectMany(twist => (Turn[])[.. Climb, .. twist])])
        select turns;

    // the answer to the action gets lost, and by the time of the look at what became of it the violation is exempt; then the exemption ends
    private static Gen<IReadOnlyList<Turn>> Midway { get; } =
        from to in Gen.Elements(0, 4)
        from fate in Gen.Elements(0, 1, 1, 1, 2)
        from span in Gen.Choose(0, 4)
        from during in Twist(to)
        from after in Twist(to)
        from turns in WithNoise(
        [
            new(Happening.Apply, to, 0), .. Climb.SkipLast(3), new(Happening.Write, to, fate), new(Happening.Round, 0, 0),
            new(Happening.Exempt, to, span), new(Happening.Round, 0, 0), .. during, new(Happening.Judge, 0, 0), new(Happening.Round, 0, 0),
            new(Happening.Pass, 0, 5), new(Happening.Round, 0, 0), .. after, .. Climb,
        ])
        select turns;

    // everything violates at once
    private static Turn[] Flood => [new(Happening.Apply, 0, 0), new(Happening.Apply, 1, 0), new(Happening.Apply, 2, 0), new(Happening.Judge, 0, 0)];

    // a policy comes when what it finds has long been there
    private static Turn[] Late =>
    [
        new(Happening.Apply, 0, 2), new(Happening.Apply, 1, 3), new(Happening.Judge, 0, 0), new(Happening.Remove, 1, 0), new(Happening.Existing, 0, 0),
    ];

    // the first warning after ten minutes, the others an hour apart, and the action an hour after the last
    private static IEnumerable<Turn> Climb =>
    [
        new(Happening.Judge, 0, 0), new(Happening.Pass, 0, 0), new(Happening.Round, 0, 0), new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0),
        new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0), new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0),
    ];

    // mostly about the same object, and sometimes two at once or undone again
    private static Gen<Turn[]> Twist(int to) =>
        from count in Gen.Choose(1, 3)
        from whats in Gen.Elements(Twists).ArrayOf(count)
        from hows in Gen.Choose(0, 7).ArrayOf(count)
        from wait in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (Turn[])[.. whats.Zip(hows, (what, how) => new Turn(what, to, how)), .. wait ? [new Turn(Happening.Pass, 0, 6)] : Array.Empty<Turn>()];

    private static Gen<IReadOnlyList<Turn>> WithNoise(IReadOnlyList<Turn> turns) =>
        from others in Turn.Any.ArrayOf(turns.Count)
        from dice in Gen.Choose(0, 11).ArrayOf(turns.Count)
        select (IReadOnlyList<Turn>)[.. turns.SelectMany((turn, i) => dice[i] == 0 ? (Turn[])[others[i], turn] : [turn])];
}
