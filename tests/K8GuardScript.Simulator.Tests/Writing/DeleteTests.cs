using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Writing;

public sealed class DeleteTests
{
    private const string Ingress = "/apis/networking.k8s.io/v1/namespaces/default/ingresses/shop";

    [Fact]
    public async Task A_deletion_whose_preconditions_do_not_hold_deletes_nothing()
    {
        await using var api = await StartAsync();
        var stored = api.Put("""{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"shop"},"spec":{}}""");
        var uid = (string)stored["metadata"]!["uid"]!;

        foreach (var wrong in (string[])["""{"uid":"other"}""", $$"""{"uid":"{{uid}}","resourceVersion":"1"}"""])
        {
            var refused = await api.SendAsync("DELETE", Ingress, $$"""{"preconditions":{{wrong}}}""");
            Assert.Equal((409, "Conflict", "Ingress"), (refused.Status, refused.Reason, (string?)refused.Body["details"]!["kind"]));
        }

        var deleted = await api.SendAsync("DELETE", Ingress, $$$"""{"preconditions":{"uid":"{{{uid}}}"}}""");
        Assert.Equal((200, "Success"), (deleted.Status, (string?)deleted.Body["status"]));
        Assert.Null(deleted.Body["code"]);
        Assert.Null(api.Cluster.Get("networking.k8s.io/v1", "Ingress", "default", "shop"));
    }

    [Fact]
    public async Task Finalizers_hold_an_object_until_the_last_is_gone()
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"shop","finalizers":["x/y"]},"spec":{}}""");
        var marked = await api.SendAsync("DELETE", Ingress);
        Assert.NotNull(marked.Body["metadata"]!["deletionTimestamp"]);
        Assert.Equal(200, (await api.GetAsync(Ingress)).Status);
        await api.MergeAsync(Ingress, """{"metadata":{"finalizers":null}}""");
        Assert.Equal(404, (await api.GetAsync(Ingress)).Status);
    }

    [Fact]
    public async Task A_pod_is_seen_terminating_before_it_is_gone_and_is_the_answer()
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{}}""");
        using var watch = await api.WatchAsync($"/api/v1/pods?watch=1&resourceVersion={api.Cluster.Revision}");

        var answer = await api.SendAsync("DELETE", "/api/v1/namespaces/default/pods/p");

        Assert.Equal("Pod", (string?)answer.Body["kind"]);
        var modified = await watch.NextAsync();
        Assert.Equal("MODIFIED", (string?)modified!["type"]);
        Assert.NotNull(modified["object"]!["metadata"]!["deletionTimestamp"]);
        Assert.Equal("DELETED p", await watch.NextTitleAsync());
    }

    [Fact]
    public async Task A_namespace_goes_with_its_last_object_and_takes_no_new_ones_meanwhile()
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"held","namespace":"ns","finalizers":["x/y"]}}""");
        api.Put("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"free","namespace":"ns"}}""");

        var deleted = await api.SendAsync("DELETE", "/api/v1/namespaces/ns");

        Assert.Equal("Terminating", (string?)deleted.Body["status"]!["phase"]);
        Assert.Null(api.Cluster.Get("v1", "Secret", "ns", "free"));
        var late = await api.PostAsync("/api/v1/namespaces/ns/configmaps", """{"metadata":{"name":"late"}}""");
        Assert.Equal((403, "NamespaceTerminating"), (late.Status, (string?)late.Body["details"]!["causes"]![0]!["reason"]));
        Assert.Equal(200, (await api.SendAsync("DELETE", "/api/v1/namespaces/ns")).Status);
        await api.MergeAsync("/api/v1/namespaces/ns/configmaps/held", """{"metadata":{"finalizers":[]}}""");
        Assert.Equal(404, (await api.GetAsync("/api/v1/namespaces/ns")).Status);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    public async Task Namespaces_of_the_system_stay(string name)
    {
        await using var api = await StartAsync();
        Assert.Equal(403, (await api.SendAsync("DELETE", $"/api/v1/namespaces/{name}")).Status);
        Assert.NotNull(api.Cluster.Get("v1", "Namespace", "", name));
    }

    [Fact]
    public async Task A_collection_is_deleted_by_selector()
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"x":"1"}}}""");
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}""");
        var deleted = await api.SendAsync("DELETE", "/api/v1/namespaces/default/configmaps?labelSelector=x");
        Assert.Equal(["a"], deleted.ItemNames);
        Assert.Equal(["b"], (await api.GetAsync("/api/v1/configmaps")).ItemNames);
    }

    [Fact]
    public async Task Removing_a_definition_removes_its_objects_and_its_group()
    {
        await using var api = await StartAsync();
        var definition = await api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
            {"metadata":{"name":"gadgets.example.com"},
             "spec":{"group":"example.com","names":{"plural":"gadgets","kind":"Gadget"},"scope":"Namespaced",
             "versions":[{"name":"v1","served":true,"storage":true}]}}
            """);
        Assert.Equal(201, definition.Status);
        api.Put("""{"apiVersion":"example.com/v1","kind":"Gadget","metadata":{"name":"g"}}""");
        using var watch = await api.WatchAsync($"/apis/example.com/v1/gadgets?watch=1&resourceVersion={api.Cluster.Revision}");

        await api.SendAsync("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com");

        Assert.Equal("DELETED g", await watch.NextTitleAsync());
        var gone = await api.GetAsync("/apis/example.com/v1");
        Assert.Equal((404, "text/plain"), (gone.Status, gone.MediaType));
    }

    [Theory]
    [InlineData("?propagationPolicy=Sideways", null, 422)]
    [InlineData("?gracePeriodSeconds=abc", null, 400)]
    [InlineData("", "{", 400)]
    [InlineData("", "[]", 400)]
    public async Task Broken_options_delete_nothing(string query, string? body, int status)
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"shop"},"spec":{}}""");
        Assert.Equal(status, (await api.SendAsync("DELETE", Ingress + query, body)).Status);
        Assert.Equal(200, (await api.GetAsync(Ingress)).Status);
    }
}
