using System.Text.Json.Nodes;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class AgeRailTests
{
    private readonly AgeRail rail = new();

    [Theory]
    [InlineData("2026-11-24T11:55:01Z", false)]
    [InlineData("2026-11-24T11:55:00Z", true)]
    [InlineData("2026-11-24T12:30:00Z", false)]
    public void Younger_objects_wait(string created, bool allows)
    {
        var answer = rail.Ask(Some.Question(Created(created), new ActionSettings()));

        Assert.Equal((allows, false), (answer.Allows, answer.Bars));
        if (!allows) Assert.Equal(DateTimeOffset.Parse(created, null) + TimeSpan.FromMinutes(5), answer.Until);
    }

    [Fact]
    public void What_does_not_say_its_age_may_be_young()
    {
        Assert.Equal("age: its age is not known", rail.Ask(Some.Question(actions: new ActionSettings())).ToString());
    }

    private static JsonObject Created(string at)
    {
        var manifest = Some.DeploymentManifest();
        manifest["metadata"]!["creationTimestamp"] = at;
        return manifest;
    }
}
