using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Access;

public sealed class AccessTests
{
    private const string Review = """{"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","spec":{"token":"TOKEN"}}""";
    private const string Reviews = "/apis/authentication.k8s.io/v1/tokenreviews";

    [Fact]
    public async Task An_unknown_token_is_401_even_where_none_is_asked_for()
    {
        await using var api = await StartAsync();
        Assert.Equal(401, (await api.SendAsync("GET", "/api/v1/pods", token: "stranger")).Status);
        Assert.Equal(200, (await api.SendAsync("GET", "/api/v1/pods")).Status);
    }

    [Fact]
    public async Task The_built_in_admin_token_is_no_way_around_a_token_that_is_set()
    {
        await using var api = await StartAsync(new SimulatorOptions { Token = "right" });
        Assert.Equal(401, (await api.SendAsync("GET", "/api/v1/pods", token: "admin")).Status);
        Assert.Equal(200, (await api.SendAsync("GET", "/api/v1/pods", token: "right")).Status);
    }

    [Fact]
    public async Task Anonymous_callers_may_read_health_and_version_only_where_they_are_no_admins()
    {
        await using var api = await StartAsync(new SimulatorOptions { AnonymousIsAdmin = false });
        Assert.Equal(200, (await api.GetAsync("/readyz")).Status);
        Assert.Equal(200, (await api.GetAsync("/version")).Status);
        Assert.Equal(403, (await api.GetAsync("/api")).Status);
        Assert.Equal(403, (await api.GetAsync("/api/v1/pods")).Status);
    }

    [Theory]
    [InlineData("""{"apiGroups":[""],"resources":["pods"],"verbs":["list"]}""", 200)]
    [InlineData("""{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}""", 200)]
    [InlineData("""{"apiGroups":[""],"resources":["pods"],"verbs":["watch"]}""", 403)]
    [InlineData("""{"apiGroups":["apps"],"resources":["pods"],"verbs":["list"]}""", 403)]
    [InlineData("""{"apiGroups":[""],"resources":["pods/status"],"verbs":["list"]}""", 403)]
    [InlineData("""{"apiGroups":[""],"resources":["pods"],"verbs":["list"],"resourceNames":["one"]}""", 403)]
    public async Task A_cluster_role_gives_what_it_says(string rule, int status)
    {
        await using var api = await StartAsync();
        api.Put($$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"r"},"rules":[{{rule}}]}""");
        api.Put("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"b"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"r"},"subjects":[{"kind":"User","name":"nobody"}]}
            """);
        Assert.Equal(status, (await api.SendAsync("GET", "/api/v1/pods", token: "nobody")).Status);
    }

    [Fact]
    public async Task A_role_binding_gives_rights_in_its_namespace_alone()
    {
        await using var api = await StartAsync();
        api.Put("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"b","namespace":"default"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"cluster-admin"},
             "subjects":[{"kind":"Group","name":"nobodies"}]}
            """);
        Assert.Equal(200, (await api.SendAsync("GET", "/api/v1/namespaces/default/pods", token: "nobody")).Status);
        Assert.Equal(403, (await api.SendAsync("GET", "/api/v1/namespaces/kube-system/pods", token: "nobody")).Status);
        Assert.Equal(403, (await api.SendAsync("GET", "/api/v1/pods", token: "nobody")).Status);
    }

    [Fact]
    public async Task A_service_account_token_ends_with_its_time_and_with_its_account()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(new SimulatorOptions { Clock = clock });
        var first = await TokenAsync(api);
        Assert.True(await IsKnownAsync(api, first));

        clock.Advance(TimeSpan.FromSeconds(601));
        Assert.False(await IsKnownAsync(api, first));

        var second = await TokenAsync(api);
        api.Cluster.Delete("v1", "ServiceAccount", "default", "bot");
        Assert.False(await IsKnownAsync(api, second));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task A_forged_token_is_unknown(string token)
    {
        await using var api = await StartAsync();
        Assert.False(await IsKnownAsync(api, token));
    }

    private static async Task<string> TokenAsync(ApiCaller api)
    {
        api.Put("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"bot","namespace":"default"}}""");
        var reply = await api.PostAsync("/api/v1/namespaces/default/serviceaccounts/bot/token",
            """{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"expirationSeconds":600}}""");
        return reply.Body["status"]!["token"]!.GetValue<string>();
    }

    private static async Task<bool> IsKnownAsync(ApiCaller api, string token)
    {
        var reply = await api.PostAsync(Reviews, Review.Replace("TOKEN", token, StringComparison.Ordinal));
        return reply.Body["status"]!["authenticated"]?.GetValue<bool>() ?? false;
    }
}
