using K8GuardScript.Core.Guard.Rails;


namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class MarkRailTests
{
    private readonly MarkRail rail = new();

    [Theory]
    [InlineData("true", "it carries `k8guard.io/protected`")]
    [InlineData("TRUE", "it carries `k8guard.io/protected`")]
    [InlineData("yes", "it carries `k8guard.io/protected`")]
    [InlineData("", "it carries `k8guard.io/protected`")]
    [InlineData("false", null)]
    [InlineData("False", null)]
    public void A_mark_on_the_object_protects_it(string value, string? why)
    {
        Assert.Equal(why, Bar(Some.Question(Some.DeploymentManifest().Labelled(MarkRail.Key, value))));
        Assert.Equal(why, Bar(Some.Question(Some.DeploymentManifest().Annotated(MarkRail.Key, value))));
    }

    [Fact]
    public void A_mark_on_the_namespace_protects_what_is_in_it()
    {
        var marked = Some.NamespaceManifest().Annotated(MarkRail.Key, "true");

        Assert.Equal("its namespace carries `k8guard.io/protected`", Bar(Some.Question(home: marked)));
    }

    private string? Bar(RailQuestion question) => rail.Ask(question) is { Allows: false, Bars: true } no ? no.Why : null;
}
