using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class ProtectionTests
{
    [Theory]
    [InlineData("kube-system", "namespace `kube-system` belongs to Kubernetes")]
    [InlineData("kube-public", "namespace `kube-public` belongs to Kubernetes")]
    [InlineData("kube-node-lease", "namespace `kube-node-lease` belongs to Kubernetes")]
    [InlineData("guard", "namespace `guard` is the guard's own")]
    [InlineData("infra-dns", "namespace `infra-dns` is protected by the settings")]
    [InlineData("infra", null)]
    [InlineData("shop", null)]
    public void Some_namespaces_are_left_alone(string name, string? why)
    {
        Assert.Equal(why, Of(Some.Manifest(Some.Deployments, name, "web"), Some.NamespaceManifest(name)));
    }

    [Theory]
    [InlineData("true", "it carries `k8guard.io/protected`")]
    [InlineData("TRUE", "it carries `k8guard.io/protected`")]
    [InlineData("yes", "it carries `k8guard.io/protected`")]
    [InlineData("", "it carries `k8guard.io/protected`")]
    [InlineData("false", null)]
    [InlineData("False", null)]
    public void A_mark_on_the_object_protects_it(string value, string? why)
    {
        Assert.Equal(why, Of(Some.DeploymentManifest().Labelled(Protection.Key, value)));
        Assert.Equal(why, Of(Some.DeploymentManifest().Annotated(Protection.Key, value)));
    }

    [Fact]
    public void A_mark_on_the_namespace_protects_what_is_in_it()
    {
        var marked = Some.NamespaceManifest().Annotated(Protection.Key, "true");

        Assert.Equal("its namespace carries `k8guard.io/protected`", Of(Some.DeploymentManifest(), marked));
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", """{"spec":{"template":{"spec":{"priorityClassName":"system-node-critical"}}}}""", true)]
    [InlineData("batch/v1", "CronJob", """{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"priorityClassName":"system-cluster-critical"}}}}}}""", true)]
    [InlineData("v1", "Pod", """{"spec":{"priorityClassName":"system-node-critical"}}""", true)]
    [InlineData("apps/v1", "Deployment", """{"spec":{"template":{"spec":{"priorityClassName":"high"}}}}""", false)]
    public void What_the_cluster_needs_to_live_is_left_alone(string apiVersion, string kind, string rest, bool critical)
    {
        var why = Of(Some.Manifest(KindName.Parse(apiVersion, kind), "shop", "x", rest));

        Assert.Equal(critical ? "it has a system-critical priority" : null, why);
    }

    [Fact]
    public void What_an_unknown_controller_would_put_back_is_left_alone()
    {
        var owned = Some.DeploymentManifest().OwnedBy(new KindName("argoproj.io", "v1", "Thing"), "u");

        Assert.Equal("it is controlled by Thing `owner`, which would undo an action", Of(owned));
    }

    private static string? Of(JsonObject target, JsonObject? @namespace = null) => Protection.Of(
        Some.Settings() with { Actions = new ActionSettings { ProtectedNamespaces = ["infra-*"] } }, "guard", target.Parsed(),
        (@namespace ?? Some.NamespaceManifest()).Parsed());
}
