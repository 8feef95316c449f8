using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

public sealed class EquivalenceTests
{
    // so many that they take a few seconds; a night's worth of them by this variable
    private static readonly int Histories =
        int.TryParse(Environment.GetEnvironmentVariable("K8GUARD_HISTORIES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 250;

    [Fact]
    public void What_is_known_after_any_history_is_what_is_found_by_judging_everything_anew() => Prop
        .ForAll(History.Any, history =>
        {
            var differences = Replay.Differences(history);
            return (differences.Count == 0).Label(string.Join("\n  ", differences));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
}
