using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class ActionPlannerTests
{
    [Theory]
    [InlineData("Stop", "apps/v1", "Deployment", "scaled to 0")]
    [InlineData("Stop", "batch/v1", "Job", "suspended")]
    [InlineData("Stop", "batch/v1", "CronJob", "suspended")]
    [InlineData("Delete", "networking.k8s.io/v1", "Ingress", "deleted")]
    [InlineData("Delete", "apps/v1", "Deployment", null)]
    [InlineData("Delete", "v1", "Namespace", null)]
    [InlineData("Stop", "networking.k8s.io/v1", "Ingress", null)]
    [InlineData("Stop", "example.com/v1", "Deployment", null)]
    [InlineData("None", "apps/v1", "Deployment", null)]
    public void Only_an_action_that_fits_the_kind_is_planned(string verb, string apiVersion, string kind, string? outcome)
    {
        var name = KindName.Parse(apiVersion, kind);
        var action = Enum.Parse<ActionVerb>(verb);

        Assert.Equal(outcome, ActionPlanner.Outcome(action, name));
        Assert.Equal(outcome, ActionPlanner.Plan(action, name, Some.Deployment(), "a-1", "p")?.Outcome);
    }

    [Fact]
    public void A_job_is_suspended_and_keeps_no_replicas()
    {
        var job = Some.Manifest(Some.Jobs, "shop", "j").Parsed();

        var patch = JsonNode.Parse(ActionPlanner.Plan(ActionVerb.Stop, Some.Jobs, job, "a-1", "p")!.Patch)!;

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """
                {"metadata":{"uid":"uid-j","resourceVersion":"100","annotations":{"k8guard.io/action-id":"a-1","k8guard.io/policy":"p"}},
                 "spec":{"suspend":true}}
                """),
            patch));
    }

    [Fact]
    public void A_deployment_that_names_no_replicas_had_one()
    {
        var plain = Some.Manifest(Some.Deployments, "shop", "web").Parsed();

        var patch = JsonNode.Parse(ActionPlanner.Plan(ActionVerb.Stop, Some.Deployments, plain, "a-1", "p")!.Patch)!;

        Assert.Equal("1", (string?)patch["metadata"]!["annotations"]![ActionAnnotations.PreviousReplicas]);
    }

    [Fact]
    public void A_delete_has_no_patch()
    {
        Assert.Null(ActionPlanner.Plan(ActionVerb.Delete, Some.Ingresses, Some.Deployment(), "a-1", "p")!.Patch);
    }
}
