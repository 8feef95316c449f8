using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class K8GuardRoutesTests(ServedGuard guard)
{
    [Fact]
    public async Task An_object_is_told_with_all_its_violations_exactly_as_k8guard_did()
    {
        guard.List(Some.Deployment, """
            {"metadata":{"name":"web","namespace":"shop","uid":"u"},
             "spec":{"template":{"spec":{"containers":[{"name":"app","image":"evil/x:1"}]}}}}
            """);
        guard.Record(
            Some.Episode(),
            Some.Episode(policy: "single-replica", place: "spec.replicas") with
            {
                Code = "SINGLE_REPLICA",
                Path = "spec.replicas",
                State = EpisodeState.Contained,
            },
            Some.Episode(policy: "fixed") with { State = EpisodeState.Resolved });

        Assert.Equal(
            """[{"Name":"web","Namespace":"shop","Cluster":"test","Violations":[{"Source":"evil/x:1","Type":"IMAGE_REPO"},"""
            + """{"Source":"web","Type":"SINGLE_REPLICA"}]}]""",
            await guard.TextAsync("/deploys"));
    }

    [Fact]
    public async Task A_namespace_is_its_own_namespace()
    {
        var key = new EpisodeKey("no-owner", new ObjectKey("", "Namespace", "", "shop"), "");
        guard.Record(Some.Episode() with { Key = key, Kind = new KindName("", "v1", "Namespace"), Code = "NO_OWNER_ANNOTATION" });

        Assert.Equal(
            """[{"Name":"shop","Namespace":"shop","Cluster":"test","Violations":[{"Source":"shop","Type":"NO_OWNER_ANNOTATION"}]}]""",
            await guard.TextAsync("/namespaces"));
    }

    [Theory]
    [InlineData("/namespaces")]
    [InlineData("/deploys")]
    [InlineData("/daemonsets")]
    [InlineData("/podswo")]
    [InlineData("/ingresses")]
    [InlineData("/jobs")]
    [InlineData("/cronjobs")]
    public async Task Nothing_bad_is_an_empty_list(string path)
    {
        guard.Record();
        using var answer = await guard.GetAsync(path);

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_custom_resource_that_shares_a_kinds_name_is_not_told_as_that_kind()
    {
        var key = new EpisodeKey("p", new ObjectKey("networking.internal.knative.dev", "Ingress", "shop", "web"), "");
        guard.Record(Some.Episode() with { Key = key, Kind = new KindName("networking.internal.knative.dev", "v1alpha1", "Ingress") });

        Assert.Equal("[]", await guard.TextAsync("/ingresses"));
    }

    [Fact]
    public async Task The_version_has_the_two_keys_that_clients_read()
    {
        Assert.Matches("""^\{"version":"[^"]+","build":"[^"]+"\}$""", await guard.TextAsync("/version"));
    }
}
