using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class SoakRailTests
{
    private readonly SettableAges ages = new();

    [Theory]
    [InlineData(23.9, false)]
    [InlineData(24, true)]
    public void A_policy_that_changed_only_warns_for_a_while(double hours, bool allows)
    {
        ages.Oldest = Some.Noon.AddHours(-hours);

        var answer = new SoakRail(ages).Ask(Some.Question(actions: new ActionSettings()));

        Assert.Equal((allows, false), (answer.Allows, answer.Bars));
        if (!allows) Assert.Equal(ages.Oldest + TimeSpan.FromHours(24), answer.Until);
    }

    [Fact]
    public void One_that_nobody_knows_since_when_waits()
    {
        ages.Oldest = null;

        Assert.False(new SoakRail(ages).Ask(Some.Question(actions: new ActionSettings())).Allows);
        Assert.True(new SoakRail(ages).Ask(Some.Question(actions: new ActionSettings { Soak = TimeSpan.Zero })).Allows);
    }
}
