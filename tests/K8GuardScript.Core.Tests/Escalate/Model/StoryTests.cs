using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace K8GuardScript.Core.Tests.Escalate.Model;

public sealed class StoryTests
{
    // so many that they take about 20 seconds; a night's worth of them by this variable
    private static readonly int Histories =
        int.TryParse(Environment.GetEnvironmentVariable("K8GUARD_HISTORIES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 2_400;

    [Fact]
    public void Whatever_happens_the_guard_acts_only_as_the_plain_model_of_the_design_allows()
    {
        var (actions, second, warnings, undos, alone) = (0, 0, 0, 0, 0);
        Prop.ForAll(Story.Any, story =>
        {
            using var stage = new Stage();
            var wrong = stage.Play(story);
            (actions, second) = (actions + stage.Acted, second + stage.ActedAgain);
            (warnings, undos, alone) = (warnings + stage.Warned, undos + stage.Undone, alone + stage.UndoneAlone);
            return (wrong is null).Label(wrong ?? "");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories).WithEndSize(100));

        // a guard that does nothing would be right as well
        var enough = actions > Histories / 20 && second > 0 && undos > 0 && alone > 0 && warnings > Histories / 4;
        Assert.True(Histories < 100 || enough, $"{warnings} warnings, {actions} actions, {second} of them again, {undos} undone, {alone} of them by itself");
    }

    // two objects: what became of the action on one is learnt in the very round in which the guard dies with the action on the other
    [Fact]
    public void A_guard_that_dies_after_it_learnt_of_an_earlier_action_knows_of_it()
    {
        using var stage = new Stage();

        Assert.Null(stage.Play(new Story(
        [
            new(Happening.Write, 0, 5), new(Happening.Apply, 1, 0), new(Happening.Apply, 0, 0), new(Happening.Restart, 0, 0),
            new(Happening.Recreate, 0, 7), new(Happening.Pass, 0, 0), new(Happening.Round, 0, 0), new(Happening.Pass, 0, 3),
            new(Happening.Watch, 0, 0), new(Happening.Round, 0, 0), new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0),
            new(Happening.Pass, 0, 3), new(Happening.Write, 0, 2), new(Happening.Round, 0, 0),
        ])));
    }

    // the second action's answer is lost, and by the time of the look the object was created again: what came of it can't be known, and it does not count
    [Fact]
    public void An_action_whose_object_went_before_it_could_be_looked_at_counts_for_nothing()
    {
        using var stage = new Stage();

        Assert.Null(stage.Play(new Story(
        [
            new(Happening.Apply, 1, 0), new(Happening.Judge, 0, 0), new(Happening.Pass, 0, 0), new(Happening.Round, 0, 0),
            new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0), new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0),
            new(Happening.Write, 0, 5), new(Happening.Recreate, 1, 0), new(Happening.Judge, 0, 0), new(Happening.Pass, 0, 0),
            new(Happening.Round, 0, 0), new(Happening.Pass, 0, 3), new(Happening.Round, 0, 0), new(Happening.Recreate, 1, 0),
            new(Happening.Judge, 0, 0), new(Happening.Round, 0, 0), new(Happening.Pass, 0, 0), new(Happening.Round, 0, 0),
        ])));
    }
}
