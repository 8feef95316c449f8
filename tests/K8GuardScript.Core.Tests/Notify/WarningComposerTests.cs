using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class WarningComposerTests
{
    private static readonly LadderStep.Warn Last = new(3, 3, IsLast: true, ArmsAction: true);

    [Fact]
    public void Only_the_last_warning_announces_the_action_and_each_tells_its_earliest_time()
    {
        var first = Compose(new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: true));
        var last = Compose(Last);

        Assert.Equal((ActionVerb.None, "scaled to 0", Some.Noon.AddHours(72)), (first.Announces, first.Outcome, first.ActionAfter));
        Assert.Equal((ActionVerb.Stop, "scaled to 0", Some.Noon.AddHours(24)), (last.Announces, last.Outcome, last.ActionAfter));
    }

    [Fact]
    public void A_last_warning_that_arms_nothing_announces_nothing()
    {
        var warning = Compose(Last with { ArmsAction = false });

        Assert.Equal((ActionVerb.None, "", null), (warning.Announces, warning.Outcome, warning.ActionAfter));
    }

    [Fact]
    public void A_warning_speaks_of_the_uid_and_the_revision_of_now()
    {
        var due = Some.WarningDue() with { Situation = Some.Situation() with { Uid = "uid-2", Revision = "rev-2" } };

        var warning = WarningComposer.Word(due, Some.Noon);

        Assert.Equal(("uid-2", "rev-2"), (warning.Episode.Uid, warning.Episode.Revision));
    }

    private static Warning Compose(LadderStep.Warn step) => WarningComposer.Word(Some.WarningDue(step: step), Some.Noon);
}
