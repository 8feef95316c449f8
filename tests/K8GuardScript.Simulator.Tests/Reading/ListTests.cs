using System.Text.Json;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Reading;

public sealed class ListTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Every_page_shows_the_state_of_the_first_whatever_changes_meanwhile()
    {
        await using var api = await WithMapsAsync("a", "b", "c", "d");
        var first = await api.GetAsync($"{Maps}?limit=2");
        Assert.Equal(["a", "b"], first.ItemNames);
        Assert.Equal(2, (int)first.Body["metadata"]!["remainingItemCount"]!);
        Put(api, "bb");
        api.Cluster.Delete("v1", "ConfigMap", "default", "c");

        var second = await api.GetAsync($"{Maps}?limit=2&continue={Token(first)}");

        Assert.Equal(["c", "d"], second.ItemNames);
        Assert.Equal(first.Version, second.Version);
        Assert.Null(second.Body["metadata"]!["continue"]);
        Assert.Null(second.Body["metadata"]!["remainingItemCount"]);
    }

    [Fact]
    public async Task A_compacted_page_is_410_with_a_token_for_the_rest_of_the_present_state()
    {
        await using var api = await WithMapsAsync("a", "b", "c");
        var first = await api.GetAsync($"{Maps}?limit=1");
        Put(api, "z");
        api.Cluster.Compact(api.Cluster.Revision);

        var expired = await api.GetAsync($"{Maps}?limit=1&continue={Token(first)}");

        Assert.Equal((410, "Expired"), (expired.Status, expired.Reason));
        var rest = await api.GetAsync($"{Maps}?continue={Token(expired)}");
        Assert.Equal(["b", "c", "z"], rest.ItemNames);
        Assert.NotEqual(first.Version, rest.Version);
    }

    [Fact]
    public async Task Pages_of_a_namespace_hold_nothing_of_one_whose_name_begins_alike()
    {
        await using var api = await ApiCaller.StartAsync();
        foreach (var ns in (string[])["shop", "shop-2", "shop0", "a"])
        {
            foreach (var name in (string[])["x", "y", "z"])
                api.Put($$$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"namespace": "{{{ns}}}", "name": "{{{ns}}}-{{{name}}}"}}""");
        }

        var first = await api.GetAsync("/api/v1/namespaces/shop/configmaps?limit=2");
        var second = await api.GetAsync($"/api/v1/namespaces/shop/configmaps?limit=2&continue={Token(first)}");

        Assert.Equal(["shop-x", "shop-y"], first.ItemNames);
        Assert.Equal(1, (int)first.Body["metadata"]!["remainingItemCount"]!);
        Assert.Equal(["shop-z"], second.ItemNames);
        Assert.Null(second.Body["metadata"]!["continue"]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("%7B%7D")]
    [InlineData("e30")]
    [InlineData("IjEi")]
    public async Task A_broken_token_is_400(string token)
    {
        await using var api = await WithMapsAsync("a");
        Assert.Equal(400, (await api.GetAsync($"{Maps}?limit=1&continue={token}")).Status);
    }

    [Fact]
    public async Task An_exact_version_shows_the_past_and_410_once_that_is_compacted()
    {
        await using var api = await WithMapsAsync("a");
        var version = (await api.GetAsync(Maps)).Version;
        Put(api, "b");
        var path = $"{Maps}?resourceVersion={version}&resourceVersionMatch=Exact";

        Assert.Equal(["a"], (await api.GetAsync(path)).ItemNames);
        Assert.Equal(["a", "b"], (await api.GetAsync($"{Maps}?resourceVersion={version}")).ItemNames);
        api.Cluster.Compact(api.Cluster.Revision);
        Assert.Equal(410, (await api.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_version_not_reached_in_time_is_504_with_its_cause()
    {
        await using var api = await StartAsync(new SimulatorOptions { FreshnessWait = TimeSpan.FromMilliseconds(1) });
        foreach (var path in (string[])[$"{Maps}?resourceVersion=999999", $"{Maps}/a?resourceVersion=999999"])
        {
            var reply = await api.GetAsync(path);
            Assert.Equal((504, "Timeout"), (reply.Status, reply.Reason));
            Assert.Equal("ResourceVersionTooLarge", (string?)reply.Body["details"]!["causes"]![0]!["reason"]);
        }
    }

    [Fact]
    public async Task A_read_waits_for_a_version_that_is_about_to_come()
    {
        await using var api = await StartAsync(new SimulatorOptions { FreshnessWait = TimeSpan.FromSeconds(20) });
        var waiting = api.GetAsync($"{Maps}?resourceVersion={api.Cluster.Revision + 1}");
        Put(api, "a");
        Assert.Equal(["a"], (await waiting).ItemNames);
    }

    [Fact]
    public async Task Version_0_ignores_the_limit()
    {
        await using var api = await WithMapsAsync("a", "b", "c");
        Assert.Equal(3, (await api.GetAsync($"{Maps}?limit=1&resourceVersion=0")).ItemNames.Count);
    }

    [Fact]
    public async Task Built_in_items_leave_kind_to_the_list_and_custom_ones_carry_it()
    {
        await using var api = await WithMapsAsync("a");
        api.Put("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gadgets.example.com"},
             "spec":{"group":"example.com","names":{"plural":"gadgets","kind":"Gadget"},"scope":"Cluster",
             "versions":[{"name":"v1","served":true,"storage":true}]}}
            """);
        api.Put("""{"apiVersion":"example.com/v1","kind":"Gadget","metadata":{"name":"g"}}""");

        Assert.Null((await api.GetAsync(Maps)).Body["items"]![0]!["kind"]);
        var custom = (await api.GetAsync("/apis/example.com/v1/gadgets")).Body;
        Assert.Equal("GadgetList", (string?)custom["kind"]);
        Assert.Equal(("Gadget", "example.com/v1"), ((string?)custom["items"]![0]!["kind"], (string?)custom["items"]![0]!["apiVersion"]));
    }

    [Fact]
    public async Task Items_are_sorted_by_the_storage_key_over_all_namespaces()
    {
        await using var api = await StartAsync();
        foreach (var ns in (string[])["b", "a-b", "a"])
            api.Put($$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"{{ns}}"} }""");
        var items = (await api.GetAsync("/api/v1/secrets")).Body["items"]!.AsArray();
        // `-` sorts before `/`
        Assert.Equal(["a-b", "a", "b"], items.Select(item => (string)item!["metadata"]!["namespace"]!));
    }

    [Fact]
    public async Task An_empty_list_has_items_and_a_namespace_nobody_made_is_empty()
    {
        await using var api = await StartAsync();
        Assert.Equal(JsonValueKind.Array, (await api.GetAsync("/api/v1/namespaces/none/pods")).Kind("items"));
    }

    [Fact]
    public async Task Metadata_alone_can_be_had()
    {
        await using var api = await WithMapsAsync("a");
        const string Accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
        var list = await api.SendAsync("GET", Maps, accept: Accept);
        Assert.Equal("PartialObjectMetadataList", (string?)list.Body["kind"]);
        Assert.Null(list.Body["items"]![0]!["data"]);
        Assert.Equal("a", (string?)list.Body["items"]![0]!["metadata"]!["name"]);
    }

    [Theory]
    [InlineData("labelSelector=side%3Dleft", "a")]
    [InlineData("labelSelector=side!%3Dleft", "b,c")]
    [InlineData("labelSelector=side+in+(left,right)", "a,b")]
    [InlineData("labelSelector=side+notin+(left)", "b,c")]
    [InlineData("labelSelector=side", "a,b")]
    [InlineData("labelSelector=!side", "c")]
    [InlineData("labelSelector=side,side!%3Dleft", "b")]
    [InlineData("fieldSelector=metadata.name%3Db", "b")]
    [InlineData("fieldSelector=metadata.name!%3Db", "a,c")]
    [InlineData("fieldSelector=metadata.namespace%3Dother", "")]
    public async Task Selectors_choose(string query, string names)
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"side":"left"}}}""");
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b","labels":{"side":"right"}}}""");
        api.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}""");
        Assert.Equal(names, string.Join(",", (await api.GetAsync($"{Maps}?{query}")).ItemNames));
    }

    [Theory]
    [InlineData("labelSelector=a%3D%3D%3Db")]
    [InlineData("labelSelector=a+in+b)")]
    [InlineData("labelSelector=%3D")]
    [InlineData("fieldSelector=metadata.name")]
    [InlineData("fieldSelector=data.k%3Dv")]
    [InlineData("limit=abc")]
    [InlineData("resourceVersion=-1")]
    public async Task Broken_options_are_400(string query)
    {
        await using var api = await WithMapsAsync("a");
        Assert.Equal(400, (await api.GetAsync($"{Maps}?{query}")).Status);
    }

    [Fact]
    public async Task Pods_are_selected_by_phase_and_node()
    {
        await using var api = await StartAsync();
        api.Put("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"on"},"spec":{"nodeName":"n1"},"status":{"phase":"Running"}}""");
        api.Put("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"off"},"spec":{},"status":{"phase":"Pending"}}""");
        Assert.Equal(["on"], (await api.GetAsync("/api/v1/pods?fieldSelector=status.phase%3DRunning,spec.nodeName%3Dn1")).ItemNames);
        Assert.Equal(["off"], (await api.GetAsync("/api/v1/pods?fieldSelector=spec.nodeName%3D")).ItemNames);
    }

    private static string Token(ApiReply reply) => reply.Body["metadata"]!["continue"]!.GetValue<string>();

    private static void Put(ApiCaller api, string name) =>
        api.Put($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"} }""");

    private static async Task<ApiCaller> WithMapsAsync(params string[] names)
    {
        var api = await StartAsync();
        foreach (var name in names) Put(api, name);
        return api;
    }
}
