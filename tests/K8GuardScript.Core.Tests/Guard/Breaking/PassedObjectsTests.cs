using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Guard.Breaking;

public sealed class PassedObjectsTests : IDisposable
{
    private static readonly HashSet<ObjectKey> Nothing = [];
    private readonly World world = new();

    public PassedObjectsTests()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest(), Some.NamespaceManifest("bank"));
        world.Lists(Some.Deployments, Some.DeploymentManifest(), Some.Manifest(Some.Deployments, "shop", "api"), Some.Manifest(Some.Deployments, "bank", "db"));
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_the_policy_judges_counts() => Assert.Equal(3, Count(Some.Policy(), Nothing));

    [Fact]
    public void What_is_out_of_its_scope_does_not() =>
        Assert.Equal(2, Count(Some.Policy(entry: Some.Entry("namespaces: [shop]")), Nothing));

    [Fact]
    public void What_violated_already_did_not_pass_and_what_newly_violates_did()
    {
        world.Remembers(Some.Episode());

        Assert.Equal(2, Count(Some.Policy(), Nothing));
        Assert.Equal(3, Count(Some.Policy(), [Some.Web]));
    }

    [Fact]
    public void What_is_judged_at_its_owner_is_not_counted_beside_it()
    {
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "web-1").OwnedBy(Some.Deployments, "uid-web"));

        Assert.Equal(3, Count(Some.Policy(), Nothing));
        Assert.Equal(4, Count(Some.Policy(), [.. Enumerable.Range(0, 4).Select(i => Some.Web with { Name = $"gone-{i}" })]));
    }

    private int Count(Policy policy, HashSet<ObjectKey> newly) =>
        new PassedObjects(world.Objects, new OwnerChain(world.Objects), world.Ledger).Count(policy, newly);
}
