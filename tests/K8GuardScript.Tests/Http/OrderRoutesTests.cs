using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Storage;
using K8GuardScript.Tests.Storage;
using K8GuardScript.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class OrderRoutesTests(ServedGuard guard)
{
    private static readonly string[] ToUndo = ["to-undo"];
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/pause")]
    [InlineData("/api/v1/resume")]
    [InlineData("/api/v1/undo")]
    public async Task An_order_without_the_token_is_refused_and_changes_nothing(string path)
    {
        using var none = await SendAsync(path, new { reason = "x" }, token: null);
        using var wrong = await SendAsync(path, new { reason = "x" }, token: "guessed");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, wrong.StatusCode));
        Assert.Null((await StateAsync())["paused"]);
    }

    [Fact]
    public async Task A_pause_holds_until_it_is_resumed_and_names_who_and_why()
    {
        using var paused = await SendAsync("/api/v1/pause", new { reason = "looking\nat it", by = "ada" }, Token);
        Assert.Equal(HttpStatusCode.OK, paused.StatusCode);
        var why = (string?)(await StateAsync())["paused"];
        Assert.Contains("ada", why, StringComparison.Ordinal);
        Assert.Contains("looking at it", why, StringComparison.Ordinal);

        var resumed = await AnswerAsync("/api/v1/resume", new { by = "bob" });
        Assert.Contains("paused by ada since", (string?)Assert.Single(resumed["lifted"]!.AsArray()), StringComparison.Ordinal);
        Assert.Null(resumed["state"]!["paused"]);
        Assert.Null((await StateAsync())["paused"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*")]
    public async Task Where_nothing_was_to_be_lifted_a_resume_says_so(string? policy) =>
        Assert.Empty((await AnswerAsync("/api/v1/resume", new { policy, by = "ada" }))["lifted"]!.AsArray());

    [Fact]
    public async Task A_resume_names_the_breaker_that_it_closes()
    {
        var now = guard.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        guard.Record([.. Enumerable.Range(0, 20).Select(i => Some.Episode("every-name", name: $"n-{i}") with { OpenedAt = now })]);
        guard.Services.GetRequiredService<Breaker>().Look();

        var resumed = await AnswerAsync("/api/v1/resume", new { policy = "*", by = "ada" });

        Assert.Contains("policy `every-name` only warned since", (string?)Assert.Single(resumed["lifted"]!.AsArray()), StringComparison.Ordinal);
        Assert.Empty(resumed["state"]!["breakers"]!.AsArray());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"actions":[]}""")]
    [InlineData("""{"policy":"x"}""")]
    [InlineData("""{"actions":["a"],"policy":"x","since":"2026-11-24T09:00:00Z"}""")]
    public async Task An_order_to_undo_that_does_not_say_what_is_refused_with_what_to_write(string body)
    {
        using var answer = await SendAsync("/api/v1/undo", JsonNode.Parse(body)!, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("`policy` with `since`", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_to_undo_lasts_and_can_be_followed()
    {
        var episode = Some.Episode(name: "ordered");
        var action = Some.Action(episode, id: "to-undo") with { State = ActionState.Done, Previous = "3" };
        guard.Services.GetRequiredService<Ledger>().Commit(() => new LedgerChange { Actions = [action] });

        using var ordered = await SendAsync("/api/v1/undo", new { actions = ToUndo, by = "ada" }, Token);

        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        var answer = JsonNode.Parse(await ordered.Content.ReadAsStringAsync(Cancel))!;
        var item = Assert.Single(answer["items"]!.AsArray())!;
        Assert.Equal(("to-undo", "ordered", "ordered"), ((string?)item["action"], (string?)item["name"], (string?)item["state"]));
        var followed = JsonNode.Parse(await guard.TextAsync(ordered.Headers.Location!.ToString()))!;
        Assert.Equal((string?)answer["order"], (string?)followed["order"]);
    }

    [Fact]
    public async Task A_breaker_that_has_not_tripped_is_not_resumed_silently()
    {
        using var answer = await SendAsync("/api/v1/resume", new { policy = "every-name" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("`every-name` has not tripped", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/resume", """{"by":"ada"}""", "it was not taken")]
    [InlineData("/api/v1/pause", """{"by":"ada"}""", "paused, but that can't be written down, so a restart would forget it")]
    [InlineData("/api/v1/undo", """{"actions":["a-1"]}""", "it was not taken")]
    [InlineData("/api/v1/undo", """{"policy":"every-name","since":"2026-11-24T09:00:00Z"}""", "it was not taken")]
    [InlineData(
        "/api/v1/snoozes", """{"policies":["every-name"],"kind":"Deployment","namespace":"shop","name":"web","reason":"x","for":"1h"}""", "it was not taken")]
    public async Task An_order_that_cannot_be_written_down_is_answered_with_why_and_what_holds(string path, string body, string said)
    {
        guard.Record(Some.Episode());
        if (path == "/api/v1/resume") guard.Services.GetRequiredService<KillSwitch>().Pause("jo", "audit");
        var disk = LedgerConnection.Of(guard.Services.GetRequiredService<SqliteLedger>());
        disk.Execute("PRAGMA query_only = ON");
        try
        {
            using var answer = await SendAsync(path, JsonNode.Parse(body)!, Token);
            var text = await answer.Content.ReadAsStringAsync(Cancel);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains(said, text, StringComparison.Ordinal);
            Assert.Contains("make its volume writable", text, StringComparison.Ordinal);
            Assert.Equal(path is "/api/v1/pause" or "/api/v1/resume", (await StateAsync())["paused"] is not null);
        }
        finally
        {
            disk.Execute("PRAGMA query_only = OFF");
            using var resumed = await SendAsync("/api/v1/resume", new { }, Token);
            Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        }
    }

    [Theory]
    [InlineData("/api/v1/resume", """{"polcy":"every-name"}""", "`polcy` is not known here: did you mean `policy`? Expected any of policy, by")]
    [InlineData("/api/v1/pause", """{"why":"x"}""", "`why` is not known here: expected any of reason, by")]
    [InlineData("/api/v1/undo", """{"actions":["a"],"dryRun":true}""", "`dryRun` is not known here: expected any of actions, policy, since, by")]
    [InlineData("/api/v1/snoozes", """{"polices":["x"]}""", "did you mean `policies`? Expected any of policies, kind, namespace, name, reason, for, until, by")]
    public async Task An_order_with_an_unknown_key_is_refused_with_those_that_are_known_and_changes_nothing(string path, string body, string said)
    {
        using var held = await SendAsync("/api/v1/pause", new { reason = "kept" }, Token);
        using var answer = await SendAsync(path, JsonNode.Parse(body)!, Token);
        var paused = (string?)(await StateAsync())["paused"];
        using var resumed = await SendAsync("/api/v1/resume", new { By = "any letter case" }, Token);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (answer.StatusCode, resumed.StatusCode));
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.EndsWith("kept", paused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_to_undo_what_a_policy_did_that_never_was_is_refused()
    {
        using var answer = await SendAsync("/api/v1/undo", new { policy = "every-nam", since = Some.Noon }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "no policy `every-nam` is there, and none of that id has done anything: did you mean `every-name`?",
            await answer.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_is_gone_may_still_have_something_to_undo()
    {
        var old = Some.Action(Some.Episode("gone-since"), id: "gone-since-1") with { State = ActionState.Refused };
        guard.Services.GetRequiredService<Ledger>().Commit(() => new LedgerChange { Actions = [old] });

        foreach (var policy in (string[])["gone-since", "every-name"])
        {
            var answer = await AnswerAsync("/api/v1/undo", new { policy, since = Some.Noon.AddYears(-1) });
            Assert.True((bool)answer["done"]!);
            Assert.Empty(answer["items"]!.AsArray());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pause_says_whether_an_order_can_end_it(bool isSetToo)
    {
        var rulebook = guard.Services.GetRequiredService<Rulebook>();
        var settings = rulebook.Current.Settings;
        var before = rulebook.Swap(new Rulebook.Edition(
            settings with { Actions = settings.Actions with { Paused = isSetToo } }, rulebook.Current.Policies));
        try
        {
            var paused = await AnswerAsync("/api/v1/pause", new { by = "ada" });
            Assert.Equal(!isSetToo, (bool)paused["resumeEnds"]!);
            var resumed = await AnswerAsync("/api/v1/resume", new { by = "ada" });
            Assert.Equal((false, isSetToo), ((bool)resumed["state"]!["resumeEnds"]!, resumed["state"]!["paused"] is not null));
        }
        finally
        {
            rulebook.Swap(before);
        }
    }

    private string Token => File.ReadAllText(guard.Services.GetRequiredService<GuardOptions>().WriteTokenFile).Trim();

    private async Task<JsonNode> StateAsync() => JsonNode.Parse(await guard.TextAsync("/api/v1/summary"))!;

    private async Task<JsonNode> AnswerAsync(string path, object body)
    {
        using var answer = await SendAsync(path, body, Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, body.GetType()) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await guard.Client.SendAsync(request, Cancel);
    }
}
