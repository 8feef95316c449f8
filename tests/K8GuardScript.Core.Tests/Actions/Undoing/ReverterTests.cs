using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Tests.Actions.Undoing;

public sealed class ReverterTests
{
    private static readonly Autoscaler Hpa = new("HorizontalPodAutoscaler `web`", "apps", "Deployment", "web", 2);

    [Theory]
    [InlineData("kube-controller-manager", "scale", true, "HorizontalPodAutoscaler `web`")]
    [InlineData("kube-controller-manager", "scale", false, "`kube-controller-manager`")]
    [InlineData("keda-operator", "", false, "KEDA")]
    [InlineData("argocd-controller", "", false, "Argo CD (application `shop-prod`)")]
    [InlineData("kustomize-controller", "", false, "Flux (Kustomization `apps`)")]
    [InlineData("helm-controller", "", false, "Flux (HelmRelease `web-release`)")]
    [InlineData("helm", "", false, "Helm (release `web`)")]
    [InlineData("kubectl", "scale", false, "a person with `kubectl scale`")]
    [InlineData("kubectl-client-side-apply", "", false, "a person with `kubectl apply`")]
    [InlineData("kubectl-edit", "", false, "a person with `kubectl edit`")]
    [InlineData("kubectl-patch", "", true, "a person with `kubectl patch`")]
    [InlineData("my-operator", "", true, "`my-operator`")]
    public void Who_wrote_the_field_last_is_named_as_people_know_him(string manager, string subresource, bool hasScaler, string name)
    {
        var fresh = Fresh(
            """
            [{"manager":"k8guardscript","time":"2026-11-24T12:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{}}}},
             {"manager":"somebody","time":"2026-11-24T12:20:00Z","fieldsV1":{"f:spec":{"f:paused":{}}}},
             {"manager":"MANAGER","subresource":"SUBRESOURCE","time":"2026-11-24T12:10:00Z","fieldsV1":{"f:spec":{"f:replicas":{}}}}]
            """.Replace("MANAGER", manager, StringComparison.Ordinal).Replace("SUBRESOURCE", subresource, StringComparison.Ordinal));

        Assert.Equal(name, Reverter.Of(Some.Action(), fresh, hasScaler ? Hpa : null));
    }

    [Fact]
    public void What_was_created_again_was_so_by_who_wrote_it_first()
    {
        var fresh = Fresh(
            """
            [{"manager":"kube-controller-manager","subresource":"status","time":"2026-11-24T12:01:00Z","fieldsV1":{}},
             {"manager":"kubectl-create","time":"2026-11-24T12:05:00Z","fieldsV1":{}},{"manager":"later","time":"2026-11-24T12:09:00Z","fieldsV1":{}}]
            """);

        Assert.Equal("a person with `kubectl create`", Reverter.Of(Some.Action(verb: Sdk.Registration.ActionVerb.Delete), fresh, null));
    }

    [Fact]
    public void Of_a_kind_whose_replicas_stand_anywhere_in_spec_it_is_who_wrote_there_and_not_who_wrote_the_status()
    {
        var farms = KindName.Parse("example.com/v1", "Farm");
        var farm = Some.Manifest(farms, "shop", "f", """{"spec":{"size":3,"color":"red"}}""");
        farm["metadata"]!["managedFields"] = JsonNode.Parse(
            """
            [{"manager":"kubectl-create","time":"2026-11-24T11:00:00Z","fieldsV1":{"f:spec":{"f:color":{}}}},
             {"manager":"k8guardscript","time":"2026-11-24T12:00:00Z","fieldsV1":{"f:metadata":{"f:annotations":{}}}},
             {"manager":"kubectl","subresource":"scale","time":"2026-11-24T12:10:00Z","fieldsV1":{"f:spec":{"f:size":{}}}},
             {"manager":"farm-controller","time":"2026-11-24T12:11:00Z","fieldsV1":{"f:status":{"f:size":{}}}},
             {"manager":"farm-controller","subresource":"status","time":"2026-11-24T12:12:00Z","fieldsV1":{"f:status":{"f:ready":{}}}}]
            """);

        var action = Some.Action() with { Kind = farms, Uid = farm.Parsed().Uid };
        Assert.Equal("a person with `kubectl scale`", Reverter.Of(action, FreshObject.Parse(farms, farm.Utf8()), null));
    }

    [Fact]
    public void Of_a_field_that_was_removed_it_is_who_wrote_the_object_last_whoever_wrote_its_status_since()
    {
        var fresh = Fresh(
            """
            [{"manager":"kubectl-edit","time":"2026-11-24T12:05:00Z","fieldsV1":{"f:spec":{"f:paused":{}}}},
             {"manager":"a-controller","time":"2026-11-24T12:08:00Z","fieldsV1":{"f:status":{"f:phase":{}}}},
             {"manager":"kube-controller-manager","subresource":"status","time":"2026-11-24T12:09:00Z","fieldsV1":{"f:status":{}}}]
            """);

        Assert.Equal("a person with `kubectl edit`", Reverter.Of(Some.Action(), fresh, null));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("""[{"manager":"k8guardscript","fieldsV1":{"f:spec":{"f:replicas":{}}}}]""")]
    public void Nobody_is_named_where_nobody_is_known(string managers) => Assert.Null(Reverter.Of(Some.Action(), Fresh(managers), Hpa));

    private static FreshObject Fresh(string managers)
    {
        var manifest = Some.DeploymentManifest()
            .Annotated("argocd.argoproj.io/tracking-id", "shop-prod:apps/Deployment:shop/web").Annotated("meta.helm.sh/release-name", "web")
            .Labelled("kustomize.toolkit.fluxcd.io/name", "apps").Labelled("helm.toolkit.fluxcd.io/name", "web-release");
        manifest["metadata"]!["managedFields"] = JsonNode.Parse(managers);
        return FreshObject.Parse(Some.Deployments, manifest.Utf8());
    }
}
