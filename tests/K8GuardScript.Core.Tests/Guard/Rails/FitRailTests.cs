using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class FitRailTests
{
    private readonly FitRail rail = new(scalable: null);

    [Theory]
    [InlineData(nameof(ActionVerb.Stop), null)]
    [InlineData(nameof(ActionVerb.None), "the policy only warns")]
    public void The_action_must_fit_the_kind(string verb, string? why)
    {
        Assert.Equal(why, Bar(Some.Question() with { Verb = Enum.Parse<ActionVerb>(verb) }));
    }

    [Fact]
    public void A_namespace_can_not_be_stopped() => Assert.NotNull(Bar(Some.Question(Some.NamespaceManifest())));

    [Fact]
    public void What_was_found_elsewhere_only_warns()
    {
        var elsewhere = Some.Episode().Key with { Source = new ObjectKey("", "Namespace", "", "shop") };

        Assert.StartsWith("it was found at ", Bar(Some.Question() with { Episode = elsewhere }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_found_in_a_child_only_warns()
    {
        var below = Some.Episode().Key with { Child = "Pod" };

        Assert.StartsWith("it was found in a Pod and not in the Deployment itself", Bar(Some.Question() with { Episode = below }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_schedule_wishes_is_fitted_by_the_schedule()
    {
        Assert.Null(Bar(Some.Question(Some.NamespaceManifest()) with { Cause = ActionCause.Schedule, Episode = null }));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "the action does not fit a Farm: it has no scale subresource")]
    [InlineData(null, "whether a Farm can be scaled is not known yet")]
    public void Of_a_custom_resource_the_server_must_say_that_it_can_be_scaled(bool? scalable, string? why)
    {
        var farms = KindName.Parse("example.com/v1", "Farm");
        var known = new KnownScalableKinds();
        if (scalable is { } said) known.Known["Farm"] = said;

        var answer = new FitRail(known).Ask(Some.Question(Some.Manifest(farms, "shop", "f")));

        Assert.Equal((why is null, why is not null), (answer.Allows, answer.Bars));
        if (why is not null) Assert.Equal(why, answer.Why);
    }

    private string? Bar(RailQuestion question) => rail.Ask(question) is { Allows: false, Bars: true } no ? no.Why : null;
}
