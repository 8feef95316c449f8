using System.Text;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Writing;

/// <summary>Answers that no API server should give to a call about one object, and that come all the same.</summary>
public sealed class UglyAnswerTests : IAsyncDisposable
{
    private const string Path = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string New = """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"}}""";
    private const string Known = """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","uid":"u"}}""";

    private static readonly KindName Deployment = new("apps", "v1", "Deployment");
    private static readonly ObjectAddress Web = new(Deployment, "shop", "web");

    private readonly CallScene scene = new();
    private readonly ClusterClient client;

    public UglyAnswerTests() => client = new ClusterClient(this.scene.Api, this.scene.Catalog);

    public static TheoryData<string> Methods => ["POST", "PUT", "PATCH", "DELETE"];

    public static TheoryData<string> OtherObjects =>
    [
        Answer("other", "shop", "u"),
        Answer("web", "till", "u"),
        Answer("web", "", "u"),
        Answer("web", "shop", "v"),
        Answer("", "shop", "u"),
        """{"kind":"Deployment","apiVersion":"apps/v1beta1","metadata":{"name":"web","namespace":"shop","uid":"u"}}""",
        """{"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"shop","uid":"u"}}""",
        """{"kind":"Deployment","apiVersion":"apps/v1","metadata":null}""",
        """{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"w\ud800","namespace":"shop","uid":"u"}}""",
        """[{"kind":"Deployment"}]""",
        "null",
    ];

    public static TheoryData<string> Statuses =>
    [
        """{"kind":"Status","status":"Failure"}""",
        """{"kind":"Status","status":"Failure","message":"no","code":200}""",
        """{"kind":"Status"}""",
        """{"kind":"Status","status":{"replicas":1}}""",
        """{"kind":"Status","status":"Success","code":409}""",
        """{"kind":"Status","status":"Success","details":{"name":"other"}}""",
        """{"kind":"Status","status":"Success","details":{"name":"web","uid":"v"}}""",
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task An_answer_that_is_cut_in_the_middle_leaves_a_write_unknown_and_sends_it_once(string method)
    {
        var half = Encoding.UTF8.GetBytes(Answer("web", "shop", "u")[..40]);
        On(method, Reply.Stream(ReplyEnd.Cut, half), Reply.Json(Answer("web", "shop", "u")));

        Assert.Equal(WriteResult.Unknown, (await WriteAsync(method)).Result);
        Assert.Single(this.scene.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(OtherObjects))]
    public async Task Another_object_than_was_asked_for_is_no_answer(string body)
    {
        foreach (var row in Methods) On(row.Data, Reply.Json(body));
        this.scene.Server.On($"GET {Path}", Reply.Json(body));

        foreach (var row in Methods.Where(row => row.Data != "POST" || !body.Contains("\"v\"", StringComparison.Ordinal)))
            Assert.Equal((row.Data, WriteResult.Unknown), (row.Data, (await WriteAsync(row.Data)).Result));

        // a read does not know which uid to expect
        if (body != Answer("web", "shop", "v"))
            Assert.Equal(ReadResult.Unknown, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_Status_that_does_not_plainly_say_Success_about_this_object_is_none(string body)
    {
        On("DELETE", Reply.Json(body));

        Assert.Equal(WriteResult.Unknown, (await WriteAsync("DELETE")).Result);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    public async Task A_Status_is_no_answer_where_the_object_belongs(string method)
    {
        On(method, Reply.Json("""{"kind":"Status","status":"Success"}"""));

        Assert.Equal(WriteResult.Unknown, (await WriteAsync(method)).Result);
    }

    [Fact]
    public async Task A_read_that_is_answered_by_a_Status_Success_found_nothing()
    {
        this.scene.Server.On($"GET {Path}", Reply.Json("""{"kind":"Status","status":"Success","details":{"name":"web"}}"""));

        Assert.Equal(ReadResult.Unknown, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
    }

    [Theory]
    [InlineData(404, """{"kind":"Status","status":"Failure","reason":"NotFound","details":{"name":"web","kind":"deployments"}}""", "Gone")]
    [InlineData(404, """{"kind":"Status","status":"Failure","reason":"NotFound","details":null,"code":404}""", "Refused")]
    [InlineData(404, """{"kind":"Status","status":"Failure","reason":"NotFound","details":[],"code":404}""", "Refused")]
    [InlineData(409, """{"kind":"Status","status":"Failure"}""", "Conflict")]
    [InlineData(422, """{"kind":"Status","status":"Failure","reason":"Invalid","details":{"causes":null}}""", "Refused")]
    [InlineData(422, """{"kind":"Status","status":"Failure","reason":"Invalid","details":{"causes":[null,7,{}]}}""", "Refused")]
    [InlineData(429, """{"kind":"Status","status":"Failure","reason":"TooManyRequests","details":null}""", "NotNow")]
    public async Task A_Status_that_lacks_something_is_taken_by_the_code_of_the_answer(int code, string body, string expected)
    {
        On("PATCH", Reply.Text(body, code, "application/json"));

        Assert.Equal(expected, (await WriteAsync("PATCH")).Result.ToString());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(401)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(413)]
    [InlineData(302)]
    public async Task A_page_of_something_in_between_is_not_the_servers_word(int code)
    {
        const string Page = "<html><body>no</body></html>";
        foreach (var row in Methods) On(row.Data, Reply.Text(Page, code, "text/html"));
        this.scene.Server.On($"GET {Path}", Reply.Text(Page, code, "text/html"));

        foreach (var row in Methods) Assert.Equal(WriteResult.Unknown, (await WriteAsync(row.Data)).Result);
        Assert.Equal(ReadResult.Unknown, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
    }

    [Fact]
    public async Task A_plain_text_404_says_that_the_group_is_not_known_and_not_that_the_object_is_gone()
    {
        this.scene.Server.On($"GET {Path}", Reply.Text("404 page not found\n", 404, "text/plain"));
        On("DELETE", Reply.Text("404 page not found\n", 404, "text/plain"));

        Assert.Equal(ReadResult.Refused, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
        Assert.Equal(WriteResult.Refused, (await WriteAsync("DELETE")).Result);
    }

    [Fact]
    public async Task An_enormous_answer_is_not_read_to_its_end()
    {
        var endless = Enumerable.Repeat(Encoding.UTF8.GetBytes(new string(' ', 1 << 20)), 9).ToArray();
        On("PATCH", Reply.Stream(ReplyEnd.Silence, endless));
        this.scene.Server.On($"GET {Path}", Reply.Stream(ReplyEnd.Silence, endless));

        Assert.Equal(WriteResult.Unknown, (await WriteAsync("PATCH")).Result);
        Assert.Equal(ReadResult.Unknown, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
    }

    [Theory]
    [InlineData(500, "Done")]
    [InlineData(1000, "Unknown")]
    public async Task An_answer_that_is_nested_too_deeply_is_none(int depth, string expected)
    {
        var deep = $$"""{"spec":{{new string('[', depth)}}{{new string(']', depth)}},{{Answer("web", "shop", "u")[1..]}}""";
        On("PATCH", Reply.Json(deep));

        Assert.Equal(expected, (await WriteAsync("PATCH")).Result.ToString());
    }

    [Fact]
    public async Task An_error_that_is_nested_too_deeply_is_no_refusal()
    {
        var deep = $$"""{"kind":"Status","details":{{new string('[', 1000)}}{{new string(']', 1000)}}}""";
        On("PATCH", Reply.Text(deep, 422, "application/json"));

        Assert.Equal(WriteResult.Unknown, (await WriteAsync("PATCH")).Result);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public async Task A_failing_server_leaves_a_write_unknown_even_when_it_says_to_try_again(int code)
    {
        On("PATCH", Reply.Status(code, "ServiceUnavailable", "no", "{}", "Retry-After: 1"), Reply.Json(Answer("web", "shop", "u")));

        Assert.Equal(WriteResult.Unknown, (await WriteAsync("PATCH")).Result);
        Assert.Single(this.scene.Server.Requests);
    }

    [Fact]
    public async Task What_a_Secret_holds_is_in_no_message_when_the_server_repeats_it()
    {
        this.scene.Server.On(
            "PATCH /api/v1/namespaces/shop/secrets/s",
            Reply.Status(422, "Invalid", "Invalid value: hush-hush", """{"name":"s","kind":"Secret"}"""));

        var outcome = await client.PatchAsync(
            new ObjectAddress(new KindName("", "v1", "Secret"), "shop", "s"), PatchType.Merge, "{}"u8.ToArray(), false, default);

        Assert.Equal(WriteResult.Refused, outcome.Result);
        Assert.DoesNotContain("hush", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("422 Invalid", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_without_end_are_cut()
    {
        On("PATCH", Reply.Status(422, "Invalid", new string('x', 60_000), """{"name":"web"}"""));

        var outcome = await WriteAsync("PATCH");

        Assert.Equal(WriteResult.Refused, outcome.Result);
        Assert.InRange(outcome.Message.Length, 1000, 2100);
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_was_sent_nothing()
    {
        await using var nowhere = new CallScene(new Uri("http://127.0.0.1:1"));

        var outcome = await new ClusterClient(nowhere.Api, nowhere.Catalog)
            .PatchAsync(Web, PatchType.Merge, "{}"u8.ToArray(), false, default);

        Assert.Equal(WriteResult.NotNow, outcome.Result);
    }

    public ValueTask DisposeAsync() => this.scene.DisposeAsync();

    private static string Answer(string name, string home, string uid) =>
        $$$"""{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"{{{name}}}","namespace":"{{{home}}}","uid":"{{{uid}}}"}}""";

    private void On(string method, params Reply[] replies) =>
        this.scene.Server.On($"{method} {(method == "POST" ? Path[..^4] : Path)}", replies);

    private Task<WriteOutcome> WriteAsync(string method)
    {
        var body = Encoding.UTF8.GetBytes(method == "POST" ? New : Known);
        return method switch
        {
            "POST" => client.CreateAsync(Deployment, "shop", body, false, default),
            "PUT" => client.ReplaceAsync(Web, body, false, default),
            "PATCH" => client.PatchAsync(Web, PatchType.Merge, body, false, default),
            _ => client.DeleteAsync(Web, DeleteOptions.Guarded("u", "6", false), default),
        };
    }
}
