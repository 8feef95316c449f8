using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Reviewing;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Reviewing;

public sealed class ReviewClientTests : IAsyncDisposable
{
    private const string Tokens = "POST /apis/authentication.k8s.io/v1/tokenreviews";
    private const string Access = "POST /apis/authorization.k8s.io/v1/subjectaccessreviews";

    private readonly CallScene scene = new();
    private readonly ReviewClient client;

    public ReviewClientTests() => client = new ReviewClient(this.scene.Api);

    [Theory]
    [InlineData("""{"authenticated":true,"user":{"username":"jane"}}""", "Authenticated")]
    [InlineData("""{"user":{"username":"jane"}}""", "Rejected")]
    [InlineData("""{"authenticated":false,"user":{"username":"jane"}}""", "Rejected")]
    [InlineData("""{"authenticated":"true","user":{"username":"jane"}}""", "Rejected")]
    [InlineData("""{"authenticated":true,"error":"expired","user":{"username":"jane"}}""", "Rejected")]
    [InlineData("""{"authenticated":true,"user":{}}""", "Rejected")]
    [InlineData("""{"authenticated":true,"user":null}""", "Rejected")]
    [InlineData("""{"authenticated":true,"user":{"username":"\ud800"}}""", "Rejected")]
    [InlineData("{}", "Rejected")]
    [InlineData("null", "Unknown")]
    [InlineData("\"Success\"", "Unknown")]
    public async Task Only_a_plain_yes_about_somebody_authenticates(string status, string expected)
    {
        this.scene.Server.On(Tokens, Reply.Json($$"""{"kind":"TokenReview","status":{{status}}}""", 201));

        Assert.Equal(expected, (await client.ReviewTokenAsync("t", [], default)).Result.ToString());
    }

    [Theory]
    [InlineData("""["k8guard"]""", "Authenticated")]
    [InlineData("""["other"]""", "Rejected")]
    [InlineData("[]", "Rejected")]
    [InlineData("null", "Rejected")]
    public async Task A_server_that_ignores_the_audience_authenticates_nobody(string audiences, string expected)
    {
        var status = $$$"""{"authenticated":true,"audiences":{{{audiences}}},"user":{"username":"jane"}}""";
        this.scene.Server.On(Tokens, Reply.Json($$"""{"kind":"TokenReview","status":{{status}}}""", 201));

        Assert.Equal(expected, (await client.ReviewTokenAsync("t", ["k8guard"], default)).Result.ToString());
        Assert.Equal("k8guard", JsonNode.Parse(this.scene.Server.Requests.Single().Body)!["spec"]!["audiences"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"kind":"Status","status":"Failure","message":"no"}""", "application/json")]
    [InlineData("<html></html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("""{"kind":"SubjectAccessReview","status":{"authenticated":true}}""", "application/json")]
    public async Task A_success_without_a_review_is_unknown(string body, string contentType)
    {
        this.scene.Server.On(Tokens, Reply.Text(body, 201, contentType));

        Assert.Equal(TokenResult.Unknown, (await client.ReviewTokenAsync("t", [], default)).Result);
    }

    [Theory]
    [InlineData(403, "Forbidden", "Refused")]
    [InlineData(429, "TooManyRequests", "Unknown")]
    [InlineData(500, "InternalError", "Unknown")]
    public async Task A_server_that_does_not_answer_neither_authenticates_nor_allows(int code, string reason, string expected)
    {
        this.scene.Server.On(Tokens, Reply.Status(code, reason, "no"));
        this.scene.Server.On(Access, Reply.Status(code, reason, "no"));
        var question = new AccessQuestion("get") { Resource = "pods" };

        var token = await client.ReviewTokenAsync("t", [], default);
        var access = await client.ReviewAccessAsync(question, new ReviewedUser("jane", "", [], []), default);

        Assert.Equal((expected, expected), (token.Result.ToString(), access.Result.ToString()));
    }

    [Theory]
    [InlineData("""{"allowed":true}""", "Allowed")]
    [InlineData("""{"allowed":true,"denied":true}""", "NotAllowed")]
    [InlineData("""{"allowed":false}""", "NotAllowed")]
    [InlineData("""{"allowed":"true"}""", "NotAllowed")]
    [InlineData("{}", "NotAllowed")]
    [InlineData("[]", "Unknown")]
    public async Task Only_a_plain_yes_allows(string status, string expected)
    {
        this.scene.Server.On(Access, Reply.Json($$"""{"kind":"SubjectAccessReview","status":{{status}}}""", 201));

        var verdict = await client.ReviewAccessAsync(
            new AccessQuestion("get") { Resource = "pods" }, new ReviewedUser("jane", "", [], []), default);

        Assert.Equal(expected, verdict.Result.ToString());
    }

    [Fact]
    public async Task All_that_is_known_of_a_user_goes_into_the_question_what_the_user_may_do()
    {
        const string User = """{"username":"jane","uid":"7","groups":["devs"],"extra":{"scopes":["a","b"]}}""";
        this.scene.Server.On(Tokens, Reply.Json($$$"""{"kind":"TokenReview","status":{"authenticated":true,"user":{{{User}}}}}""", 201));
        this.scene.Server.On(Access, Reply.Json("""{"kind":"SubjectAccessReview","status":{"allowed":true}}""", 201));

        var jane = (await client.ReviewTokenAsync("t", [], default)).User!;
        await client.ReviewAccessAsync(new AccessQuestion("get") { Path = "/metrics" }, jane, default);

        const string Question = """{"nonResourceAttributes":{"path":"/metrics","verb":"get"},""";
        const string Asked = """ "user":"jane","uid":"7","groups":["devs"],"extra":{"scopes":["a","b"]}}""";
        Assert.Equal(Question + Asked.Trim(), JsonNode.Parse(this.scene.Server.Requests[1].Body)!["spec"]!.ToJsonString());
    }

    [Fact]
    public async Task A_connection_that_breaks_authenticates_nobody_and_tells_no_token()
    {
        this.scene.Server.On(Tokens, Reply.Nothing(ReplyEnd.Reset));

        var verdict = await client.ReviewTokenAsync("hush-hush", [], default);

        Assert.Equal(TokenResult.Unknown, verdict.Result);
        Assert.DoesNotContain("hush", verdict.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => this.scene.DisposeAsync();
}
