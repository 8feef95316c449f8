using System.Net;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class ExplainRoutesTests(ServedGuard guard)
{
    [Fact]
    public async Task An_object_is_explained_with_each_of_its_violations()
    {
        guard.Record(Some.Episode(), Some.Episode(name: "other"));

        var answer = JsonNode.Parse(await guard.TextAsync("/api/v1/explain?kind=deployment&namespace=shop&name=web"))!;

        var item = Assert.Single(answer["items"]!.AsArray())!;
        Assert.Equal("web", (string?)item["violation"]!["name"]);
        Assert.Equal("nothing: the policy is not in force", (string?)item["violation"]!["next"]);
        Assert.Empty(item["rails"]!.AsArray());
    }

    [Fact]
    public async Task Each_guard_rail_is_asked_where_the_policy_is_in_force()
    {
        guard.Record(Some.Episode() with { Key = Some.Episode().Key with { Policy = "every-name" } });
        guard.List(Some.Episode().Kind, """{"metadata":{"name":"web","namespace":"shop","uid":"uid-web","resourceVersion":"1"},"spec":{}}""");

        var answer = JsonNode.Parse(await guard.TextAsync("/api/v1/explain?kind=Deployment&namespace=shop&name=web"))!;

        var rails = answer["items"]![0]!["rails"]!.AsArray().ToDictionary(rail => (string)rail!["rail"]!, rail => rail!);
        Assert.False((bool?)rails["mode"]["allows"]);
        Assert.True((bool?)rails["mode"]["bars"]);
        Assert.Contains("pause", rails.Keys);
        Assert.True(rails.Count >= 10, string.Join(' ', rails.Keys));
    }

    [Fact]
    public async Task Who_manages_the_field_is_told_as_the_latest_look_found_it()
    {
        var episode = Some.Episode() with { Key = Some.Episode().Key with { Policy = "every-name" } };
        guard.Record(episode);
        const string metadata = """ "name":"web","namespace":"shop","uid":"uid-web","resourceVersion":"1" """;
        guard.List(episode.Kind, $$$"""{"metadata":{{{{metadata}}}},"spec":{}}""");
        var outlooks = guard.Services.GetRequiredService<Outlooks>();
        var managed = $$$"""{"metadata":{{{{metadata}}},"managedFields":[{"manager":"argocd-controller","operation":"Apply","fieldsV1":{"f:spec":{} } }] } }""";
        outlooks.Learn(
            outlooks.Of(episode, DateTimeOffset.UnixEpoch)!.Question!, FreshObject.Parse(episode.Kind, System.Text.Encoding.UTF8.GetBytes(managed)));

        var answer = JsonNode.Parse(await guard.TextAsync("/api/v1/explain?kind=Deployment&namespace=shop&name=web"))!;

        var rail = answer["items"]![0]!["rails"]!.AsArray().Single(rail => (string)rail!["rail"]! == "gitops")!;
        Assert.Equal(
            (true, "Argo CD (field manager `argocd-controller`) would put it back: fix it in Git"), ((bool)rail["bars"]!, (string)rail["why"]!));
    }

    [Theory]
    [InlineData("/api/v1/explain")]
    [InlineData("/api/v1/explain?kind=Deployment")]
    public async Task An_object_must_be_named(string path)
    {
        using var answer = await guard.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Deployment.apps")]
    [InlineData("deployment.APPS")]
    [InlineData("DEPLOYMENTS")]
    [InlineData("deploy")]
    [InlineData("deploy.apps")]
    public async Task A_kind_is_taken_as_people_write_it(string kind)
    {
        guard.Record(Some.Episode());

        var answer = JsonNode.Parse(await guard.TextAsync($"/api/v1/explain?kind={kind}&namespace=shop&name=web"))!;

        Assert.Equal(1, (int)answer["total"]!);
    }

    [Theory]
    [InlineData("Deploymint", "shop", "web", "the kind `Deploymint`, did you mean `Deployment`?")]
    [InlineData("Deployment.batch", "shop", "web", "the kind `Deployment.batch`")]
    [InlineData("Deployment", "shopp", "web", "`Deployment/shopp/web`: is its namespace and name right?")]
    [InlineData("Deployment", "", "web", "`Deployment/web`: is its name right?")]
    public async Task What_the_guard_neither_sees_nor_knows_is_no_object_that_violates_nothing(string kind, string ns, string name, string said)
    {
        guard.Record(Some.Episode());
        guard.List(Some.Deployment, Web);

        using var answer = await guard.GetAsync($"/api/v1/explain?kind={kind}&namespace={ns}&name={name}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("the guard sees no such object", text, StringComparison.Ordinal);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_violates_nothing_is_told_with_what_the_guard_did_to_it()
    {
        guard.Record();
        guard.List(Some.Deployment, Web);
        var seen = JsonNode.Parse(await guard.TextAsync("/api/v1/explain?kind=Deployment&namespace=shop&name=web"))!;
        Assert.Equal(0, (int)seen["total"]!);

        guard.Services.GetRequiredService<Ledger>().Commit(() => new LedgerChange
        {
            Actions = [Some.Action(Some.Episode(name: "gone"), "told-1") with { State = ActionState.Done }],
        });
        var gone = JsonNode.Parse(await guard.TextAsync("/api/v1/explain?kind=deploy&namespace=shop&name=gone"))!;

        Assert.Equal(0, (int)gone["total"]!);
        Assert.Equal("told-1", (string?)Assert.Single(gone["actions"]!.AsArray())!["id"]);
    }

    private const string Web = """{"metadata":{"name":"web","namespace":"shop","uid":"uid-web","resourceVersion":"1"},"spec":{}}""";
}
