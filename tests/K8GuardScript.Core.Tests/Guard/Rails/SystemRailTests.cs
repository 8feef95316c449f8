using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Rails;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class SystemRailTests
{
    private readonly SystemRail rail = new("guard");

    [Theory]
    [InlineData("kube-system", "namespace `kube-system` belongs to Kubernetes")]
    [InlineData("kube-public", "namespace `kube-public` belongs to Kubernetes")]
    [InlineData("kube-node-lease", "namespace `kube-node-lease` belongs to Kubernetes")]
    [InlineData("guard", "namespace `guard` is the guard's own")]
    [InlineData("kube-systems", null)]
    [InlineData("shop", null)]
    public void Some_namespaces_are_left_alone(string name, string? why)
    {
        Assert.Equal(why, Bar(Some.Question(Some.Manifest(Some.Deployments, name, "web"))));
        Assert.Equal(why, Bar(Some.Question(Some.NamespaceManifest(name))));
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", """{"spec":{"template":{"spec":{"priorityClassName":"system-node-critical"}}}}""", true)]
    [InlineData("batch/v1", "CronJob", """{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"priorityClassName":"system-cluster-critical"}}}}}}""", true)]
    [InlineData("v1", "Pod", """{"spec":{"priorityClassName":"system-node-critical"}}""", true)]
    [InlineData("apps/v1", "Deployment", """{"spec":{"template":{"spec":{"priorityClassName":"high"}}}}""", false)]
    public void What_the_cluster_needs_to_live_is_left_alone(string apiVersion, string kind, string rest, bool critical)
    {
        var why = Bar(Some.Question(Some.Manifest(KindName.Parse(apiVersion, kind), "shop", "x", rest)));

        Assert.Equal(critical ? "it has a system-critical priority" : null, why);
    }

    [Fact]
    public void The_guards_own_objects_are_left_alone_wherever_they_lie()
    {
        var lease = Some.Manifest(new KindName("coordination.k8s.io", "v1", "Lease"), "elsewhere", "k8guard").Labelled("app.kubernetes.io/name", "k8guard");

        Assert.Equal("it is the guard's own", Bar(Some.Question(lease)));
    }

    [Fact]
    public void Only_an_undo_is_not_held_by_it()
    {
        Assert.True(rail.Binds(ActionCause.Ladder) && rail.Binds(ActionCause.Schedule));
        Assert.False(rail.Binds(ActionCause.Undo));
    }

    private string? Bar(RailQuestion question) => rail.Ask(question) is { Allows: false, Bars: true } no ? no.Why : null;
}
