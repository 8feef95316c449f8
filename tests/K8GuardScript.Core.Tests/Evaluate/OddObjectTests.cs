using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>Custom servers, old versions and hostile users: objects whose fields are of another type than the API says.</summary>
public sealed class OddObjectTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Only_the_rule_that_reads_an_odd_field_faults_and_only_for_that_object()
    {
        var odd = Some.DeploymentManifest();
        odd["spec"]!["replicas"] = "three";
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments, odd, Some.Manifest(Some.Deployments, "shop", "api", """{"spec":{"replicas":9}}"""));
        var replicas = Some.Policy("replicas", rules: () => Entry.Each<Deployment>((d, found) =>
        {
            if (d.Spec.Replicas > 5) found.Violation(d.Spec["replicas"], "many");
        }));
        world.Rule(replicas, Some.Policy());

        var verdicts = world.Evaluates(Some.Web, Some.Web with { Name = "api" }).Verdicts;

        var fault = Assert.Single(verdicts, verdict => verdict.Result == VerdictResult.Faulted);
        Assert.Equal((replicas, "web"), (fault.Policy, fault.Object.Name));
        Assert.Contains("spec.replicas: expected a whole number of 32 bits, found the text `three`", fault.Fault, StringComparison.Ordinal);
        Assert.Equal(
            [("image-repo", "web"), ("replicas", "api")],
            verdicts.Where(verdict => verdict.Result == VerdictResult.Violated).Select(verdict => (verdict.Policy.Id, verdict.Object.Name)).Order());
    }

    [Theory]
    [InlineData("""{"containers":{"name":"app"}}""", "spec.template.spec.containers: expected a list, found an object")]
    [InlineData("""{"containers":[7]}""", "spec.template.spec.containers[0]: expected an object, found the number 7")]
    [InlineData("""{"containers":[{"image":5}]}""", "spec.template.spec.containers[0].image: expected text, found the number 5")]
    [InlineData("""{"initContainers":"x"}""", "spec.template.spec.initContainers: expected a list, found the text `x`")]
    [InlineData("[]", "spec.template.spec: expected an object, found a list")]
    public void Odd_pods_are_a_fault_of_who_reads_containers(string podSpec, string expected)
    {
        var odd = Some.DeploymentManifest();
        odd["spec"]!["template"]!["spec"] = JsonNode.Parse(podSpec);
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments, odd);

        var verdict = Assert.Single(world.Evaluates(Some.Web).Verdicts, verdict => verdict.Result == VerdictResult.Faulted);

        Assert.Contains(expected, verdict.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata", "labels", "[\"app\"]")]
    [InlineData("metadata", "labels", "{\"app\":[]}")]
    [InlineData("metadata", "annotations", "\"x\"")]
    [InlineData("metadata", "ownerReferences", "{\"uid\":\"x\"}")]
    [InlineData("metadata", "ownerReferences", "[1,null,{\"controller\":\"yes\",\"uid\":7},{\"controller\":true,\"kind\":{}}]")]
    [InlineData("metadata", "ownerReferences", "[{\"controller\":true,\"apiVersion\":\"//\",\"kind\":\"ReplicaSet\",\"uid\":\"\"}]")]
    [InlineData("metadata", "deletionTimestamp", "{}")]
    [InlineData("metadata", "uid", "[]")]
    [InlineData("metadata", "namespace", "7")]
    [InlineData("spec", "replicas", "{}")]
    [InlineData("spec", "suspend", "\"true\"")]
    [InlineData("status", "phase", "[]")]
    [InlineData("status", "conditions", "{\"type\":\"Complete\"}")]
    [InlineData("status", "conditions", "[null,[],{\"type\":7}]")]
    [InlineData("status", "images", "[{\"names\":7,\"sizeBytes\":\"x\"},{\"names\":[{}],\"sizeBytes\":1}]")]
    public void The_engine_itself_reads_odd_objects_as_if_nothing_were_there(string part, string field, string value)
    {
        world.Rule(Some.Policy("any", rules: () => Entry.Each<Deployment>((_, _) => { })), Some.Policy());
        KindName[] kinds = [Some.Namespaces, Some.Nodes, Some.Deployments, Some.ReplicaSets, Some.Pods, Some.Jobs, Some.CronJobs];
        foreach (var kind in kinds)
        {
            var isNamespaced = kind != Some.Namespaces && kind != Some.Nodes;
            var odd = Some.Manifest(kind, isNamespaced ? "shop" : "", "odd");
            odd[part] ??= new JsonObject();
            odd[part]![field] = JsonNode.Parse(value);
            world.Lists(kind, odd);
            odd["metadata"]!["resourceVersion"] = "101";
            world.Objects.Changed(kind, odd.Utf8());
        }

        foreach (var kind in kinds)
        {
            foreach (var key in world.Objects.Keys(kind))
            {
                Assert.DoesNotContain(world.Evaluates(key).Verdicts, verdict => verdict.Result == VerdictResult.Faulted);
                _ = Dormancy.Of(world.Objects.Get(key)!);
            }

            world.Objects.BeginList(kind);
            world.Objects.EndList(kind);
            Assert.Equal(0, world.Objects.Count(kind));
        }

        Assert.All(world.Objects.States().Values, state => Assert.Equal(KindState.Synced, state));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public void Metadata_that_is_no_object_is_refused_at_the_door(string metadata)
    {
        var odd = Some.DeploymentManifest();
        odd["metadata"] = JsonNode.Parse(metadata);
        world.ListsShop();

        Assert.Throws<Sdk.Objects.ObjectFormatException>(() => world.Objects.Changed(Some.Deployments, odd.Utf8()));
        Assert.NotNull(world.Objects.Get(Some.Web));
    }
}
