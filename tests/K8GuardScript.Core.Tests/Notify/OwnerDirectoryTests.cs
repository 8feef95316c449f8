using System.Text.Json.Nodes;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class OwnerDirectoryTests
{
    [Fact]
    public void The_object_names_its_team_before_its_namespace_does()
    {
        var recipient = Of(Some.DeploymentManifest().Labelled("team", "payments"), Some.NamespaceManifest().Labelled("team", "printers"));

        Assert.Equal(("payments", true), (recipient.Name, recipient.Counts));
        Assert.Equal(["pay-teams"], recipient.Channels);
    }

    [Fact]
    public void Keys_are_asked_in_the_order_of_the_settings_and_blank_values_are_none()
    {
        Assert.Equal("payments", Of(Some.DeploymentManifest().Labelled("team", "printers").Annotated("team/name", " payments ")).Name);
        Assert.Equal("printers", Of(Some.DeploymentManifest().Labelled("team", "printers").Annotated("team/name", " ")).Name);
    }

    [Fact]
    public void A_team_that_only_reads_a_console_does_not_count()
    {
        Assert.False(Of(Some.DeploymentManifest().Labelled("team", "printers")).Counts);
    }

    [Theory]
    [InlineData("nobody-knows")]
    [InlineData("https://hooks.example.com/x")]
    [InlineData("Payments")]
    public void An_unknown_team_goes_to_the_fallback_that_arms_nothing(string team)
    {
        var recipient = Of(Some.DeploymentManifest().Labelled("team", team), Some.NamespaceManifest());

        Assert.Equal(($"platform (for team {team})", false), (recipient.Name, recipient.Counts));
        Assert.Equal(["platform"], recipient.Channels);
    }

    [Theory]
    [InlineData("platform", true)]
    [InlineData("console", false)]
    public void A_fallback_counts_only_where_it_may_arm_and_reaches_a_person(string fallback, bool counts)
    {
        var settings = Some.Settings() with { Owners = new OwnerSettings { Fallback = fallback, FallbackArms = true } };

        Assert.Equal(counts, OwnerDirectory.Of(settings, Some.Deployment(), null).Counts);
    }

    [Fact]
    public void Without_team_and_fallback_there_is_nobody()
    {
        Assert.Same(Recipient.Nobody, OwnerDirectory.Of(Some.Settings() with { Owners = new OwnerSettings() }, Some.Deployment(), null));
    }

    private static Recipient Of(JsonObject target, JsonObject? @namespace = null) =>
        OwnerDirectory.Of(Some.Settings(), target.Parsed(), @namespace?.Parsed());
}
