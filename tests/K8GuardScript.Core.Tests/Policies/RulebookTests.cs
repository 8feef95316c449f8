using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class RulebookTests
{
    [Fact]
    public void A_version_that_is_taken_out_leaves_the_others()
    {
        var rulebook = new Rulebook();
        rulebook.Swap(new Rulebook.Edition(Some.Settings(), new PolicySet([Some.Policy("a", revision: "1"), Some.Policy("b", revision: "1")])));

        rulebook.Remove("a", "1");

        Assert.Equal(["b"], rulebook.Current.Policies.All.Select(policy => policy.Id));
    }

    [Fact]
    public void Another_version_stays()
    {
        var rulebook = new Rulebook();
        rulebook.Swap(new Rulebook.Edition(Some.Settings(), new PolicySet([Some.Policy("a", revision: "2")])));

        rulebook.Remove("a", "1");

        Assert.NotNull(rulebook.Current.Policies.Find("a"));
    }
}
