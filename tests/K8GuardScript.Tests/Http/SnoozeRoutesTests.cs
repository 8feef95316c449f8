using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class SnoozeRoutesTests : IDisposable
{
    private const string Path = "/api/v1/snoozes";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ServedGuard guard;
    private readonly Rulebook rulebook;
    private readonly Rulebook.Edition before;

    public SnoozeRoutesTests(ServedGuard guard)
    {
        this.guard = guard;
        rulebook = guard.Services.GetRequiredService<Rulebook>();
        before = rulebook.Swap(new Rulebook.Edition(rulebook.Current.Settings, new PolicySet([Some.Policy("image-repo", "r1")])));
        guard.Record(Some.Episode());
    }

    public void Dispose()
    {
        rulebook.Swap(before);
        foreach (var snooze in Desk.All) Desk.Lift(snooze.Id, "the test");
    }

    [Fact]
    public async Task A_snooze_without_the_token_is_refused_and_one_that_holds_is_not_lifted_without_it()
    {
        using var refused = await SendAsync(HttpMethod.Post, Path, Wanted(), token: null);
        Assert.Equal((HttpStatusCode.Unauthorized, 0), (refused.StatusCode, Desk.All.Count));

        using var granted = await SendAsync(HttpMethod.Post, Path, Wanted(), Token);
        using var kept = await SendAsync(HttpMethod.Delete, granted.Headers.Location!.ToString(), null, token: "guessed");
        Assert.Equal((HttpStatusCode.Unauthorized, 1), (kept.StatusCode, Desk.All.Count));
    }

    [Fact]
    public async Task A_snooze_is_granted_with_its_end_and_the_file_that_says_the_same()
    {
        using var answer = await SendAsync(HttpMethod.Post, Path, Wanted(), Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        var snooze = Assert.Single(Desk.All);
        Assert.Equal((snooze.Id, $"{Path}/{snooze.Id}"), ((string?)said["id"], answer.Headers.Location!.ToString()));
        Assert.Equal(snooze.Until, (DateTimeOffset)said["until"]!);
        Assert.Equal((Some.Episode().Key.Object, "ada", "on it", TimeSpan.FromDays(3)), (snooze.Object, snooze.By, snooze.Reason, snooze.Until - snooze.At));

        var yaml = new SettingsFile("a.exemptions.yaml", "", (string)said["yaml"]!);
        var taken = new ExemptionFiles().Take(
            new GuardSettings { ExemptionRules = new ExemptionRules { RequireTicket = false } }, [yaml], new Dictionary<string, string>(), [], snooze.At);
        Assert.Empty(taken.Problems);
        Assert.Equal(snooze.AsExemption.Scope.Text, Assert.Single(taken.Settings.Exemptions).Scope.Text);
    }

    [Fact]
    public async Task What_is_seen_can_be_snoozed_before_it_violates_and_until_an_instant()
    {
        guard.Record();
        const string Metadata = """{"name":"seen","namespace":"shop","uid":"s","resourceVersion":"1"}""";
        guard.List(Some.Deployment, $$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{{Metadata}}}""");
        var end = TimeProvider.System.GetUtcNow().AddDays(1);
        var wanted = Wanted(name: "seen", length: null);
        wanted["until"] = end;

        using var answer = await SendAsync(HttpMethod.Post, Path, wanted, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(new ObjectKey("apps", "Deployment", "shop", "seen"), Assert.Single(Desk.All).Object);
        Assert.InRange(Desk.All[0].Until - end, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("for", "\"8d\"", "more than a snooze may last: at most 7d")]
    [InlineData("for", "\"soon\"", "either `for`, such as `3d`, or `until`")]
    [InlineData("for", null, "either `for`, such as `3d`, or `until`")]
    [InlineData("until", "\"2026-11-24T09:00:00Z\"", "either `for`, such as `3d`, or `until`")]
    [InlineData("reason", "\" \"", "say why")]
    [InlineData("policies", "[]", "name the policies")]
    [InlineData("policies", "[null]", "no policy `` is in force")]
    [InlineData("policies", "[\"image-rep\"]", "no policy `image-rep` is in force: did you mean `image-repo`?")]
    [InlineData("policies", "[\"!image-repo\"]", "name the policies")]
    [InlineData("name", "\"wbe\"", "sees no deployment `shop/wbe`")]
    [InlineData("namespace", "\"\"", "sees no deployment `web`")]
    [InlineData("kind", "\"Deployment.batch\"", "sees no Deployment.batch `shop/web`")]
    [InlineData("kind", null, "sees no object without a kind `shop/web`")]
    public async Task What_can_not_be_meant_is_refused_with_what_to_write(string key, string? value, string expected)
    {
        var wanted = Wanted();
        wanted[key] = value is null ? null : JsonNode.Parse(value);

        using var answer = await SendAsync(HttpMethod.Post, Path, wanted, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(Desk.All);
    }

    [Fact]
    public async Task A_kind_that_two_groups_have_is_asked_for()
    {
        var other = Some.Episode();
        guard.Record(Some.Episode(), other with { Key = other.Key with { Object = other.Key.Object with { Group = "example.com" } } });

        using var unclear = await SendAsync(HttpMethod.Post, Path, Wanted(), Token);
        Assert.Contains("`Deployment.example.com`", await unclear.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var clear = await SendAsync(HttpMethod.Post, Path, Wanted(kind: "deployment.example.com"), Token);
        Assert.Equal("example.com", Assert.Single(Desk.All).Object.Group);
    }

    [Fact]
    public async Task What_is_lifted_is_gone_and_can_not_be_lifted_twice()
    {
        using var granted = await SendAsync(HttpMethod.Post, Path, Wanted(), Token);
        var place = granted.Headers.Location!.ToString();

        using var lifted = await SendAsync(HttpMethod.Delete, place, null, Token);
        using var again = await SendAsync(HttpMethod.Delete, place, null, Token);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (lifted.StatusCode, again.StatusCode));
        Assert.Empty(Desk.All);
    }

    private SnoozeDesk Desk => guard.Services.GetRequiredService<SnoozeDesk>();

    private string Token => File.ReadAllText(guard.Services.GetRequiredService<GuardOptions>().WriteTokenFile).Trim();

    private static JsonObject Wanted(string kind = "deployment", string name = "web", string? length = "3d") => new()
    {
        ["policies"] = new JsonArray("image-repo"),
        ["kind"] = kind,
        ["namespace"] = "shop",
        ["name"] = name,
        ["reason"] = "on it",
        ["for"] = length,
        ["by"] = "ada",
    };

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body, string? token)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await guard.Client.SendAsync(request, Cancel);
    }
}
