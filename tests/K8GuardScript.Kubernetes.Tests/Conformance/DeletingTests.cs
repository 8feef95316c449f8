using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class DeletingTests(ConformanceServer server) : ConformanceScene(server)
{
    private static readonly KindName ServiceAccounts = new("", "v1", "ServiceAccount");
    private static readonly KindName Pods = new("", "v1", "Pod");

    [Fact]
    public async Task Only_the_very_object_in_the_very_version_is_deleted()
    {
        var item = await CreateAsync(ConfigMaps, "a");

        var other = await Client.DeleteAsync(ConfigMaps, Namespace, "a", Guid.NewGuid().ToString(), Version(item), false, Cancel);
        var stale = await Client.DeleteAsync(ConfigMaps, Namespace, "a", Uid(item), "1", false, Cancel);
        Assert.Equal(Uid(item), Uid(await ReadAsync(ConfigMaps, "a")));
        var done = await Client.DeleteAsync(ConfigMaps, Namespace, "a", Uid(item), Version(item), false, Cancel);
        var again = await Client.DeleteAsync(ConfigMaps, Namespace, "a", Uid(item), Version(item), false, Cancel);

        Assert.Equal(
            [WriteResult.Conflict, WriteResult.Conflict, WriteResult.Done, WriteResult.Gone],
            new[] { other.Result, stale.Result, done.Result, again.Result });
    }

    [Fact]
    public async Task What_has_a_finalizer_stays_until_it_is_removed()
    {
        await CreateAsync(ConfigMaps, "a");
        await PatchAsync("""{"metadata":{"finalizers":["example.com/hold"]}}""");

        var deleted = await Client.DeleteAsync(At(ConfigMaps, "a"), new DeleteOptions(), Cancel);
        var terminating = await ReadAsync(ConfigMaps, "a");
        var created = await Client.CreateAsync(ConfigMaps, Namespace, Json("""{"metadata":{"name":"a"}}"""), false, Cancel);
        await PatchAsync("""{"metadata":{"finalizers":null}}""");

        Assert.Equal(WriteResult.Done, deleted.Result);
        Assert.NotNull(terminating["metadata"]!["deletionTimestamp"]);
        Assert.Equal(WriteResult.AlreadyExists, created.Result);
        Assert.Equal(ReadResult.Gone, (await Client.GetAsync(ConfigMaps, Namespace, "a", Cancel)).Result);
    }

    [Fact]
    public async Task What_is_made_again_under_its_name_is_another_object()
    {
        var first = await CreateAsync(ConfigMaps, "a");
        await Client.DeleteAsync(At(ConfigMaps, "a"), new DeleteOptions(), Cancel);
        var second = await CreateAsync(ConfigMaps, "a");

        var outcome = await Client.DeleteAsync(At(ConfigMaps, "a"), new DeleteOptions { Uid = Uid(first) }, Cancel);

        Assert.Equal(WriteResult.Conflict, outcome.Result);
        Assert.Equal(Uid(second), Uid(await ReadAsync(ConfigMaps, "a")));
    }

    [Fact]
    public async Task A_namespace_that_terminates_takes_nothing_new()
    {
        await CreateAsync(ConfigMaps, "held");
        await Client.PatchAsync(At(ConfigMaps, "held"), PatchType.Merge, Json("""{"metadata":{"finalizers":["example.com/hold"]}}"""), false, Cancel);
        var space = new ObjectAddress(Namespaces, "", Namespace);

        var deleted = await Client.DeleteAsync(space, new DeleteOptions(), Cancel);
        var created = await Client.CreateAsync(ConfigMaps, Namespace, Json("""{"metadata":{"name":"late"}}"""), false, Cancel);
        await Client.PatchAsync(At(ConfigMaps, "held"), PatchType.Merge, Json("""{"metadata":{"finalizers":null}}"""), false, Cancel);

        Assert.Equal(WriteResult.Done, deleted.Result);
        Assert.Equal(WriteResult.Refused, created.Result);
    }

    [Fact]
    public async Task A_pod_is_evicted_if_it_is_the_one_that_was_meant()
    {
        await EnsureServiceAccountAsync();
        var pod = await CreateAsync(Pods, "a", "\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"registry.example.com/a:1\"}]}");

        var other = await Client.EvictAsync(Namespace, "a", new DeleteOptions { Uid = Guid.NewGuid().ToString() }, Cancel);
        var done = await Client.EvictAsync(Namespace, "a", new DeleteOptions { Uid = Uid(pod) }, Cancel);
        var missing = await Client.EvictAsync(Namespace, "b", new DeleteOptions(), Cancel);

        Assert.Equal([WriteResult.Conflict, WriteResult.Done, WriteResult.Gone], new[] { other.Result, done.Result, missing.Result });
    }

    /// <summary>Pods need one; where a controller makes it, it may have been quicker.</summary>
    private async Task EnsureServiceAccountAsync()
    {
        var outcome = await Client.CreateAsync(ServiceAccounts, Namespace, Json("""{"metadata":{"name":"default"}}"""), false, Cancel);
        Assert.True(outcome.Result is WriteResult.Done or WriteResult.AlreadyExists, outcome.Message);
    }

    private Task<WriteOutcome> PatchAsync(string patch) => Client.PatchAsync(At(ConfigMaps, "a"), PatchType.Merge, Json(patch), false, Cancel);
}
