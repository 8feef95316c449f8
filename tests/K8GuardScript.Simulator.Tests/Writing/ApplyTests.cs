using System.Text.Json.Nodes;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Writing;

public sealed class ApplyTests
{
    private const string Web = "/apis/apps/v1/namespaces/default/deployments/web";

    private static string Configuration(string more, string containers) =>
        """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{MORE"selector":{"matchLabels":{"app":"web"}},"""
            .Replace("MORE", more, StringComparison.Ordinal)
        + """ "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[ITEMS]}}}}"""
            .Replace("ITEMS", containers, StringComparison.Ordinal);

    private const string App = """{"name":"app","image":"registry.example.com/app:1.0"}""";
    private const string Side = """{"name":"side","image":"registry.example.com/side:1.0"}""";

    [Fact]
    public async Task Items_of_lists_with_keys_have_their_own_owners_and_go_when_nobody_applies_them_any_more()
    {
        await using var api = await StartAsync();
        Assert.Equal(201, (await ApplyAsync(api, "one", Configuration("", App))).Status);
        Assert.Equal(["app", "side"], Containers(await ApplyAsync(api, "two", Configuration("", Side))));
        Assert.Equal(["app"], Containers(await ApplyAsync(api, "two", Configuration("", App))));
    }

    [Fact]
    public async Task A_field_that_is_given_up_goes_only_if_nobody_else_owns_it()
    {
        await using var api = await StartAsync();
        await ApplyAsync(api, "one", Configuration("\"minReadySeconds\":5,", App));
        await ApplyAsync(api, "two", Configuration("\"minReadySeconds\":5,", App));

        Assert.Equal(5, (int?)(await ApplyAsync(api, "one", Configuration("", App))).Body["spec"]!["minReadySeconds"]);
        Assert.Null((await ApplyAsync(api, "two", Configuration("", App))).Body["spec"]!["minReadySeconds"]);
    }

    [Fact]
    public async Task What_was_there_before_anybody_applied_is_a_conflict_where_it_differs()
    {
        await using var api = await StartAsync();
        var loaded = Json(Configuration("\"replicas\":1,", App));
        api.Cluster.Put(loaded);

        var refused = await ApplyAsync(api, "one", Configuration("\"replicas\":3,", App));

        Assert.Equal((409, ".spec.replicas"), (refused.Status, (string?)refused.Body["details"]!["causes"]![0]!["field"]));
        Assert.Contains("before-first-apply", (string?)refused.Body["message"]);
        Assert.Equal(200, (await ApplyAsync(api, "one", Configuration("\"replicas\":1,", App))).Status);
    }

    [Theory]
    [InlineData("kubectl", 1, 200)]
    [InlineData("kubectl", 2, 409)]
    [InlineData("other", 1, 409)]
    public async Task What_kubectl_applied_itself_and_nobody_changed_is_no_conflict_for_it(string manager, int replicas, int status)
    {
        await using var api = await StartAsync();
        var loaded = Json(Configuration("\"replicas\":REPLICAS,".Replace("REPLICAS", $"{replicas}", StringComparison.Ordinal), App));
        loaded["metadata"]!["annotations"] = new JsonObject
        {
            ["kubectl.kubernetes.io/last-applied-configuration"] = Configuration("\"replicas\":1,", App),
        };
        await api.SendAsync("POST", Web[..^4] + "?fieldManager=kubectl-client-side-apply", loaded.ToJsonString(), "application/json");

        Assert.Equal(status, (await ApplyAsync(api, manager, Configuration("\"replicas\":3,", App))).Status);
    }

    [Fact]
    public async Task Force_takes_the_field_and_a_repetition_changes_nothing()
    {
        await using var api = await StartAsync();
        await ApplyAsync(api, "one", Configuration("\"replicas\":1,", App));
        var forced = await ApplyAsync(api, "two", Configuration("\"replicas\":3,", App), "&force=true");
        Assert.Equal(3, (int)forced.Body["spec"]!["replicas"]!);

        Assert.Equal(forced.Version, (await ApplyAsync(api, "two", Configuration("\"replicas\":3,", App))).Version);
        Assert.Equal(409, (await ApplyAsync(api, "one", Configuration("\"replicas\":1,", App))).Status);
    }

    [Fact]
    public async Task Yaml_is_taken_and_items_that_come_twice_do_no_harm()
    {
        await using var api = await StartAsync();
        const string yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  k: v\n";
        var made = await api.SendAsync("PATCH", "/api/v1/namespaces/default/configmaps/c?fieldManager=one", yaml, "application/apply-patch+yaml");
        Assert.Equal((201, "v"), (made.Status, (string?)made.Body["data"]!["k"]));

        await ApplyAsync(api, "one", Configuration("", App));
        Assert.Equal(["app"], Containers(await ApplyAsync(api, "one", Configuration("", $"{App},{App}"))));
    }

    private static Task<ApiReply> ApplyAsync(ApiCaller api, string manager, string configuration, string more = "") =>
        api.SendAsync("PATCH", $"{Web}?fieldManager={manager}{more}", configuration, "application/apply-patch+yaml");

    private static IEnumerable<string?> Containers(ApiReply reply) =>
        reply.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Select(container => (string?)container!["name"]);
}
