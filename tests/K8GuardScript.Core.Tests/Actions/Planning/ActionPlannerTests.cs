using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions.Planning;

public sealed class ActionPlannerTests
{
    private static readonly ActionMark Quarantine = new("example.com/quarantine", "yes");

    [Theory]
    [InlineData("Stop", "apps/v1", "Deployment", "scaled to 0")]
    [InlineData("Stop", "apps/v1", "StatefulSet", "scaled to 0")]
    [InlineData("Stop", "apps/v1", "ReplicaSet", "scaled to 0")]
    [InlineData("Stop", "v1", "ReplicationController", "scaled to 0")]
    [InlineData("Stop", "example.com/v1", "Deployment", "scaled to 0")]
    [InlineData("Stop", "batch/v1", "Job", "suspended")]
    [InlineData("Stop", "batch/v1", "CronJob", "suspended")]
    [InlineData("Stop", "v1", "Pod", "evicted")]
    [InlineData("Stop", "apps/v1", "DaemonSet", "parked")]
    [InlineData("Stop", "networking.k8s.io/v1", "Ingress", null)]
    [InlineData("Stop", "v1", "Namespace", null)]
    [InlineData("Stop", "v1", "Service", null)]
    [InlineData("Delete", "networking.k8s.io/v1", "Ingress", "deleted")]
    [InlineData("Delete", "v1", "Pod", "deleted")]
    [InlineData("Delete", "apps/v1", "Deployment", null)]
    [InlineData("Delete", "v1", "Namespace", null)]
    [InlineData("Delete", "example.com/v1", "Ingress", null)]
    [InlineData("None", "apps/v1", "Deployment", null)]
    [InlineData("Label", "v1", "Namespace", "labelled `example.com/quarantine=yes`")]
    [InlineData("Annotate", "v1", "Service", "annotated with `example.com/quarantine`")]
    public void Only_an_action_that_fits_the_kind_is_planned(string verb, string apiVersion, string kind, string? outcome)
    {
        var name = KindName.Parse(apiVersion, kind);
        var action = Enum.Parse<ActionVerb>(verb);

        Assert.Equal(outcome, ActionPlanner.Outcome(action, name, Quarantine));
        Assert.Equal(outcome, ActionPlanner.Plan(new(action, Quarantine, "a-1", "p"), Fresh(name) with { Replicas = 2 })?.Outcome);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":7}}""", "7", """{"k8guard.io/previous-replicas":"7"}""", """{"replicas":0}""")]
    [InlineData("apps/v1", "StatefulSet", "{}", "1", """{"k8guard.io/previous-replicas":"1"}""", """{"replicas":0}""")]
    [InlineData("batch/v1", "Job", "{}", "false", """{"k8guard.io/previous-suspend":"false"}""", """{"suspend":true}""")]
    [InlineData(
        "apps/v1", "DaemonSet", """{"spec":{"template":{"spec":{"nodeSelector":{"disk":"ssd"}}}}}""", """{"disk":"ssd"}""",
        """{"k8guard.io/previous-node-selector":"{\"disk\":\"ssd\"}"}""",
        """{"template":{"spec":{"nodeSelector":{"k8guard.io/parked":"a-1"}}}}""")]
    public void One_patch_holds_the_change_and_what_an_undo_needs(
        string apiVersion, string kind, string rest, string previous, string annotations, string spec)
    {
        var plan = ActionPlanner.Plan(new(ActionVerb.Stop, null, "a-1", "p"), Fresh(KindName.Parse(apiVersion, kind), rest))!;

        var expected = JsonNode.Parse(annotations)!.AsObject();
        expected["k8guard.io/action-id"] = "a-1";
        expected["k8guard.io/policy"] = "p";
        var patch = Assert.IsType<PlannedRequest.Patch>(Assert.Single(plan.Requests)).Body;
        Assert.True(JsonNode.DeepEquals(expected, patch["metadata"]!["annotations"]), patch.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(spec), patch["spec"]), patch.ToJsonString());
        Assert.Equal((previous, null), (plan.Previous, plan.Manifest));
    }

    [Fact]
    public void What_only_has_a_scale_subresource_is_annotated_first_as_the_scale_would_drop_that()
    {
        var kind = new KindName("example.com", "v1", "Farm");

        var plan = ActionPlanner.Plan(new(ActionVerb.Stop, null, "a-1", "p"), Fresh(kind) with { Replicas = 4 })!;

        Assert.IsType<PlannedRequest.Patch>(plan.Requests[0]);
        Assert.Equal(new PlannedRequest.Scale(0), plan.Requests[1]);
        Assert.Equal("4", plan.Previous);
        Assert.Null(ActionPlanner.Plan(new(ActionVerb.Stop, null, "a-1", "p"), Fresh(kind)));
    }

    [Fact]
    public void What_is_removed_is_kept_whole()
    {
        var pod = Fresh(new KindName("", "v1", "Pod"), """{"spec":{"nodeName":"n-1"}}""");

        var evicted = ActionPlanner.Plan(new(ActionVerb.Stop, null, "a-1", "p"), pod)!;
        var deleted = ActionPlanner.Plan(new(ActionVerb.Delete, null, "a-1", "p"), pod)!;

        Assert.IsType<PlannedRequest.Evict>(Assert.Single(evicted.Requests));
        Assert.IsType<PlannedRequest.Delete>(Assert.Single(deleted.Requests));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(pod.Json.Span), JsonNode.Parse(evicted.Manifest!)));
        Assert.Equal(evicted.Manifest, deleted.Manifest);
    }

    [Theory]
    [InlineData("""{"metadata":{"annotations":{"kubernetes.io/config.mirror":"x"}}}""", "it is a static pod, which its node starts again")]
    [InlineData(
        """{"metadata":{"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"r","uid":"u","controller":true}]}}""",
        "it belongs to a ReplicaSet, which would start another")]
    [InlineData(
        """{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"r","uid":"u","controller":true}]}}""", null)]
    public void A_pod_that_somebody_starts_again_is_left_alone(string rest, string? why)
    {
        var pods = new KindName("", "v1", "Pod");
        var pod = Fresh(pods, rest);

        Assert.Equal(why, ActionPlanner.WhyUnfit(ActionVerb.Stop, pods, pod.Item));
        Assert.Equal(why is null, ActionPlanner.Plan(new(ActionVerb.Delete, null, "a-1", "p"), pod) is not null);
        Assert.NotNull(ActionPlanner.Plan(new(ActionVerb.Label, Quarantine, "a-1", "p"), pod));
    }

    [Fact]
    public void A_label_keeps_what_it_said_before()
    {
        var was = Fresh(Some.Deployments, """{"metadata":{"labels":{"example.com/quarantine":"no"}}}""");

        var plan = ActionPlanner.Plan(new(ActionVerb.Label, Quarantine, "a-1", "p"), was)!;
        var anew = ActionPlanner.Plan(new(ActionVerb.Annotate, Quarantine, "a-1", "p"), was)!;

        Assert.Equal(new MarkBefore("example.com/quarantine", "yes", "no"), MarkBefore.Parse(plan.Previous));
        Assert.Equal(new MarkBefore("example.com/quarantine", "yes", null), MarkBefore.Parse(anew.Previous));
        Assert.Equal("a-1", (string?)Body(plan)["metadata"]!["annotations"]![ActionAnnotations.LabelId]);
        Assert.Equal("yes", (string?)Body(anew)["metadata"]!["annotations"]!["example.com/quarantine"]);
    }

    private static JsonObject Body(PlannedAction plan) => ((PlannedRequest.Patch)plan.Requests[0]).Body;

    private static FreshObject Fresh(KindName kind, string rest = "{}")
    {
        var manifest = Some.Manifest(kind, "shop", "x");
        foreach (var (name, value) in JsonNode.Parse(rest)!.AsObject().ToList())
        {
            if (name == "metadata") foreach (var (key, inner) in value!.AsObject().ToList()) manifest["metadata"]![key] = inner!.DeepClone();
            else manifest[name] = value!.DeepClone();
        }

        return FreshObject.Parse(kind, Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }
}
