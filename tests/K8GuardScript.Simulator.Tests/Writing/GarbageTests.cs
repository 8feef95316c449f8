using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Writing;

public sealed class GarbageTests
{
    private const string Owner = "/api/v1/namespaces/default/configmaps/owner";

    [Fact]
    public async Task Dependents_go_after_their_owner_and_theirs_after_them()
    {
        await using var api = await FamilyAsync();

        Assert.Equal("Success", (string?)(await api.SendAsync("DELETE", Owner)).Body["status"]);

        Assert.Empty((await api.GetAsync("/api/v1/configmaps")).ItemNames);
    }

    [Fact]
    public async Task A_dependent_with_another_owner_stays_without_the_one_that_is_gone()
    {
        await using var api = await FamilyAsync();
        api.Put("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"second","uid":"u-second"}}""");
        api.Put(Child("child", "u-owner", "u-second"));

        await api.SendAsync("DELETE", Owner);

        var left = api.Cluster.Get("v1", "ConfigMap", "default", "child")!["metadata"]!["ownerReferences"]!.AsArray();
        Assert.Equal(["u-second"], left.Select(owner => (string?)owner!["uid"]));
    }

    [Fact]
    public async Task A_foreground_deletion_waits_for_what_blocks_it()
    {
        await using var api = await FamilyAsync();
        await api.MergeAsync("/api/v1/namespaces/default/configmaps/grandchild", """{"metadata":{"finalizers":["x/y"]}}""");

        var marked = await api.SendAsync("DELETE", Owner + "?propagationPolicy=Foreground");

        Assert.Equal("foregroundDeletion", (string?)marked.Body["metadata"]!["finalizers"]![0]);
        Assert.Equal(["child", "grandchild", "owner"], (await api.GetAsync("/api/v1/configmaps")).ItemNames);
        await api.MergeAsync("/api/v1/namespaces/default/configmaps/grandchild", """{"metadata":{"finalizers":null}}""");
        Assert.Empty((await api.GetAsync("/api/v1/configmaps")).ItemNames);
    }

    [Fact]
    public async Task Orphans_stay_and_have_no_owner()
    {
        await using var api = await FamilyAsync();

        await api.SendAsync("DELETE", Owner, """{"propagationPolicy":"Orphan"}""");

        Assert.Equal(["child", "grandchild"], (await api.GetAsync("/api/v1/configmaps")).ItemNames);
        Assert.Null(api.Cluster.Get("v1", "ConfigMap", "default", "child")!["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public async Task What_was_loaded_without_its_owner_stays()
    {
        await using var api = await StartAsync();
        api.Put(Child("child", "u-nobody"));
        Assert.Equal(["child"], (await api.GetAsync("/api/v1/configmaps")).ItemNames);
    }

    [Fact]
    public async Task A_dry_run_deletes_nobody()
    {
        await using var api = await FamilyAsync();
        await api.SendAsync("DELETE", Owner + "?dryRun=All&propagationPolicy=Foreground");
        Assert.Equal(["child", "grandchild", "owner"], (await api.GetAsync("/api/v1/configmaps")).ItemNames);
        Assert.Null(api.Cluster.Get("v1", "ConfigMap", "default", "owner")!["metadata"]!["deletionTimestamp"]);
    }

    [Fact]
    public async Task A_pod_on_a_node_stays_for_its_grace_and_goes_at_once_without()
    {
        await using var api = await StartAsync(new SimulatorOptions { Clock = new ManualClock() });
        api.Put("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"nodeName":"n"}}""");
        const string pod = "/api/v1/namespaces/default/pods/p";

        var marked = (await api.SendAsync("DELETE", pod)).Body["metadata"]!;
        Assert.Equal(("2026-01-02T03:04:35Z", 30), ((string?)marked["deletionTimestamp"], (int)marked["deletionGracePeriodSeconds"]!));
        var sooner = (await api.SendAsync("DELETE", pod + "?gracePeriodSeconds=5")).Body["metadata"]!;
        Assert.Equal(("2026-01-02T03:04:10Z", 5), ((string?)sooner["deletionTimestamp"], (int)sooner["deletionGracePeriodSeconds"]!));
        var later = (await api.SendAsync("DELETE", pod + "?gracePeriodSeconds=60")).Body["metadata"]!;
        Assert.Equal(5, (int)later["deletionGracePeriodSeconds"]!);
        await api.SendAsync("DELETE", pod, """{"gracePeriodSeconds":0}""");
        Assert.Equal(404, (await api.GetAsync(pod)).Status);
    }

    [Fact]
    public async Task A_new_namespace_gets_its_account_and_certificate_but_a_loaded_one_does_not()
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"loaded"}}""");
        await api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"fresh"}}""");
        Assert.Equal(["default"], (await api.GetAsync("/api/v1/namespaces/fresh/serviceaccounts")).ItemNames);
        Assert.Equal(["kube-root-ca.crt"], (await api.GetAsync("/api/v1/namespaces/fresh/configmaps")).ItemNames);
        Assert.Empty((await api.GetAsync("/api/v1/namespaces/loaded/serviceaccounts")).ItemNames);
    }

    private static async Task<ApiCaller> FamilyAsync()
    {
        var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"owner","uid":"u-owner"}}""");
        api.Put(Child("child", "u-owner"));
        api.Put(Child("grandchild", "u-child"));
        return api;
    }

    private static string Child(string name, params string[] owners)
    {
        var references = string.Join(",", owners.Select(uid =>
            $$"""{"apiVersion":"v1","kind":"ConfigMap","name":"any","uid":"{{uid}}","controller":true,"blockOwnerDeletion":true}"""));
        return $$"""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","uid":"u-{{name}}","ownerReferences":[{{references}}]} }
            """;
    }
}
