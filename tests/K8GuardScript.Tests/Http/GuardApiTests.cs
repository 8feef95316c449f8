using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Sdk.Authoring;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class GuardApiTests(ServedGuard guard)
{
    [Fact]
    public async Task Violations_are_those_of_now_the_worst_first()
    {
        guard.Record(
            Some.Episode(name: "a") with { Severity = Severity.Low },
            Some.Episode(name: "b") with { Severity = Severity.Critical },
            Some.Episode(name: "c") with { State = EpisodeState.Resolved });

        var answer = await JsonAsync("/api/v1/violations");

        Assert.Equal(2, (int?)answer["total"]);
        Assert.Equal(["b", "a"], answer["items"]!.AsArray().Select(item => (string?)item!["name"]));
        var first = answer["items"]![0]!;
        Assert.Equal(("critical", "open", "apps/v1"), ((string?)first["severity"], (string?)first["state"], (string?)first["apiVersion"]));
        Assert.Equal("nothing: the policy is not in force", (string?)first["next"]);
    }

    [Theory]
    [InlineData("/api/v1/violations?state=nonsense")]
    [InlineData("/api/v1/violations?severity=worst")]
    [InlineData("/api/v1/actions?state=open")]
    public async Task A_filter_that_does_not_exist_is_no_good_news(string path)
    {
        using var answer = await guard.GetAsync(path);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("policy=IMAGE-repo", 3)]
    [InlineData("policy=other", 0)]
    [InlineData("namespace=shop", 2)]
    [InlineData("kind=deployment&name=web", 1)]
    [InlineData("severity=critical", 1)]
    [InlineData("state=contained", 1)]
    public async Task Violations_are_filtered_and_letter_case_does_not_matter(string query, int count)
    {
        guard.Record(
            Some.Episode() with { Severity = Severity.Critical },
            Some.Episode(name: "api") with { State = EpisodeState.Contained },
            Some.Episode(@namespace: "bank", name: "api"));

        var answer = await JsonAsync($"/api/v1/violations?{query}");

        Assert.Equal(count, (int?)answer["total"]);
        Assert.Equal(count, answer["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Closed_ones_are_shown_when_they_are_asked_for()
    {
        var closed = Some.Episode(policy: "closed", name: "a") with { State = EpisodeState.Withdrawn, Severity = Severity.Low };
        guard.Record(closed, closed with { Key = closed.Key with { Place = "worse" }, Severity = Severity.High }, Some.Episode(policy: "closed", name: "b"));

        var answer = await JsonAsync("/api/v1/violations?state=Withdrawn&policy=closed");

        Assert.Equal(2, (int?)answer["total"]);
        Assert.Equal(["high", "low"], answer["items"]!.AsArray().Select(item => (string?)item!["severity"]));
        Assert.Equal("withdrawn", (string?)answer["items"]![0]!["state"]);
    }

    [Fact]
    public async Task A_page_is_a_part_and_tells_how_many_there_are()
    {
        guard.Record([.. Enumerable.Range(0, 5).Select(i => Some.Episode(name: $"web-{i}"))]);

        var answer = await JsonAsync("/api/v1/violations?offset=1&limit=2");

        Assert.Equal(5, (int?)answer["total"]);
        Assert.Equal(["web-1", "web-2"], answer["items"]!.AsArray().Select(item => (string?)item!["name"]));
    }

    [Fact]
    public async Task A_page_that_is_no_number_is_the_askers_mistake()
    {
        using var answer = await guard.GetAsync("/api/v1/violations?limit=many");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Actions_come_with_the_manifest_as_it_was()
    {
        var action = Some.Action(Some.Episode(), id: "with-manifest") with { State = ActionState.Done, Manifest = """{"spec":{"replicas":3}}""" };
        guard.Services.GetRequiredService<Ledger>().Commit(() => new LedgerChange { Actions = [action] });

        var answer = await JsonAsync("/api/v1/actions?state=done");

        var told = answer["items"]!.AsArray().Single(item => (string?)item!["id"] == "with-manifest")!;
        Assert.Equal(3, (int?)told["manifest"]!["spec"]!["replicas"]);
        Assert.Equal(("stop", "scaled to 0", "done"), ((string?)told["action"], (string?)told["outcome"], (string?)told["state"]));
    }

    [Theory]
    [InlineData(
        "violations?polcy=x",
        "`polcy` is not known here: did you mean `policy`? Expected any of policy, namespace, kind, name, severity, state, offset, limit")]
    [InlineData("actions?limit=1&until=2", "`until` is not known here: expected any of policy, namespace, state, offset, limit")]
    [InlineData("policies?policy=x", "`policy` is not known here: this address takes nothing after `?`")]
    [InlineData("undo/x?order=y", "`order` is not known here: this address takes nothing after `?`")]
    public async Task A_misspelt_filter_is_refused_with_those_that_are_known(string query, string problem)
    {
        using var answer = await guard.GetAsync($"/api/v1/{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(problem, await answer.Content.ReadFromJsonAsync<string>(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("violations?POLICY=x&limit=1")]
    [InlineData("ledger/export?table=actions")]
    public async Task A_filter_may_be_in_any_letter_case(string query)
    {
        using var answer = await guard.GetAsync($"/api/v1/{query}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_whole_ledger_comes_a_line_each_or_one_table_of_it()
    {
        guard.Record(Some.Episode(name: "exported"));

        Assert.Contains("\"name\":\"exported\"", await guard.TextAsync("/api/v1/ledger/export"), StringComparison.Ordinal);
        Assert.DoesNotContain("exported", await guard.TextAsync("/api/v1/ledger/export?table=warnings"), StringComparison.Ordinal);
        using var wrong = await guard.GetAsync("/api/v1/ledger/export?table=secrets");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task A_ledger_that_was_set_aside_is_told_everywhere_until_a_person_resumes()
    {
        var ledger = guard.Services.GetRequiredService<Ledger>();
        ledger.Commit(() => new LedgerChange { Facts = [new SetAsideLedger(Some.Noon, "ledger.db.damaged-x", "it is empty").ToFact()] });
        try
        {
            Assert.Contains("it is empty", (string?)(await JsonAsync("/api/v1/policies"))["safeBecause"], StringComparison.Ordinal);
            using var ready = await guard.GetAsync("/readyz");
            var text = await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("degraded: ledger: the ledger was damaged", text, StringComparison.Ordinal);
            Assert.Contains("k8guard_ledger_set_aside 1", await guard.TextAsync("/metrics"), StringComparison.Ordinal);
        }
        finally
        {
            guard.Services.GetRequiredService<KillSwitch>().Resume("ada");
        }

        Assert.Contains("k8guard_ledger_set_aside 0", await guard.TextAsync("/metrics"), StringComparison.Ordinal);
        Assert.Null((await JsonAsync("/api/v1/policies"))["safeBecause"]);
    }

    [Fact]
    public async Task Policies_tell_how_they_fare_under_the_files_ceiling()
    {
        var answer = await JsonAsync("/api/v1/policies");

        Assert.Equal("safe", (string?)answer["mode"]);
        var policy = Assert.Single(answer["items"]!.AsArray())!;
        Assert.Equal(("every-name", "every-name.csx", "active"), ((string?)policy["id"], (string?)policy["file"], (string?)policy["state"]));
        Assert.Empty(policy["errors"]!.AsArray());
        Assert.Empty(policy["schedules"]!.AsArray());
    }

    [Fact]
    public async Task Policies_tell_whom_they_are_for_and_what_their_overrides_change()
    {
        var policy = Assert.Single((await JsonAsync("/api/v1/policies"))["items"]!.AsArray())!;

        Assert.Equal("""["!fine-*"]""", policy["scope"]!["names"]!.ToJsonString());
        Assert.Null(policy["scope"]!["namespaces"]);
        var (first, second) = (policy["overrides"]![0]!, policy["overrides"]![1]!);
        Assert.Equal("team in (ml,web)", (string?)first["scope"]!["namespaceSelector"]);
        var setting = Assert.Single(first["settings"]!.AsArray())!;
        Assert.Equal(("allowed", "[\"a\"]"), ((string?)setting["name"], setting["value"]!.ToJsonString()));
        Assert.Equal(7, (int?)first["escalation"]!["warnings"]);
        Assert.Null(first["mode"]);
        Assert.NotEqual((string?)policy["revision"], (string?)first["revision"]);
        Assert.Equal("dry-run", (string?)second["mode"]);
        Assert.Equal("""["never-*"]""", second["scope"]!["namespaces"]!.ToJsonString());
        Assert.Empty(second["settings"]!.AsArray());
        Assert.Null(second["escalation"]);
        Assert.Equal((string?)policy["revision"], (string?)second["revision"]);
    }

    [Fact]
    public async Task The_page_shows_hostile_text_as_text()
    {
        guard.Record(Some.Episode() with { Message = "<script>alert(1)</script>" });

        var page = await guard.TextAsync("/");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_go_on_after_the_last_one_that_a_reader_has()
    {
        var happenings = guard.Services.GetRequiredService<HappeningLog>();
        var marks = Enumerable.Range(0, 3).Select(i => $"mark {i} {Guid.NewGuid()}").ToList();
        happenings.Tell(HappeningKind.NotWarned, marks[0], "image-repo", Some.Episode().Key.Object);
        happenings.Tell(HappeningKind.Acted, marks[1]);

        var first = await EventsAsync(lastEventId: null, until: marks[1]);
        var seen = first.Single(one => one.Data.Contains(marks[0], StringComparison.Ordinal));
        Assert.Equal("not-warned", seen.Name);
        var data = JsonNode.Parse(seen.Data)!;
        Assert.Equal(("image-repo", "Deployment", "shop", "web"), (
            (string?)data["policy"], (string?)data["kind"], (string?)data["namespace"], (string?)data["name"]));

        happenings.Tell(HappeningKind.Acted, marks[2]);
        var resumed = await EventsAsync(seen.Id, until: marks[2]);

        Assert.Equal([marks[1], marks[2]], resumed.Select(one => (string?)JsonNode.Parse(one.Data)!["text"]));
    }

    [Fact]
    public async Task An_open_stream_ends_in_good_order_when_the_program_stops()
    {
        var stopping = new ServedGuard();
        await stopping.InitializeAsync();
        var address = new Uri(stopping.Client.BaseAddress!, "/api/v1/events");
        using var answer = await guard.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        await stopping.DisposeAsync();

        // a stream that was cut off throws here
        Assert.EndsWith("\n\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await guard.TextAsync(path))!;

    private async Task<List<Event>> EventsAsync(string? lastEventId, string until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/events", UriKind.Relative));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var answer = await guard.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var events = new List<Event>();
        var fields = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                var parts = line.Split(": ", 2);
                fields[parts[0]] = parts[1];
                continue;
            }

            events.Add(new Event(fields["id"], fields["event"], fields["data"]));
            if (fields["data"].Contains(until, StringComparison.Ordinal)) break;
        }

        return events;
    }

    private sealed record Event(string Id, string Name, string Data);
}
