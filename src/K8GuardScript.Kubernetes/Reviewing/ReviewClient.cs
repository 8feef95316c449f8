using System.Text.Json;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>Asks the API server whose a token is and what somebody may do. Nothing is stored by that.</summary>
internal sealed class ReviewClient(ApiClient api)
{
    private const string Authentication = "/apis/authentication.k8s.io/v1";
    private const string Authorization = "/apis/authorization.k8s.io/v1";
    private const int LongestAnswer = 1 << 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Whose a bearer token is.</summary>
    /// <param name="token">as it came, without <c>Bearer</c></param>
    /// <param name="audiences">of which the token must be for one; none for the API server's own</param>
    /// <param name="cancel">gives up</param>
    public async Task<TokenVerdict> ReviewTokenAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancel)
    {
        if (token.Length == 0) return new TokenVerdict(TokenResult.Refused, null, "there is no token");
        var answer = await AskAsync($"{Authentication}/tokenreviews", "TokenReview", ReviewBody.Token(token, audiences), cancel);
        if (answer.Status is not { } status)
            return new TokenVerdict(answer.IsRefused ? TokenResult.Refused : TokenResult.Unknown, null, answer.Message);

        var user = status.Field("user");
        var name = user.Text("username");

        // INVARIANT: only `true` is true; the field is left out when it is not, and an error speaks against the token
        if (!status.Truth("authenticated") || name.Length == 0 || status.Text("error").Length > 0)
            return new TokenVerdict(TokenResult.Rejected, null, status.Text("error"));

        // a server that knows no audiences ignores those that were asked for, and answers none
        var reviewed = UserOf(user, name, status.Texts("audiences"));
        return audiences.Count == 0 || audiences.Intersect(reviewed.Audiences).Any()
            ? new TokenVerdict(TokenResult.Authenticated, reviewed, "")
            : new TokenVerdict(TokenResult.Rejected, null, "the token is for another audience");
    }

    /// <summary>Whether somebody may do something; whether we may, when there is no user.</summary>
    public async Task<AccessVerdict> ReviewAccessAsync(AccessQuestion question, ReviewedUser? user, CancellationToken cancel)
    {
        var (plural, kind) = user is null
            ? ("selfsubjectaccessreviews", "SelfSubjectAccessReview")
            : ("subjectaccessreviews", "SubjectAccessReview");
        var answer = await AskAsync($"{Authorization}/{plural}", kind, ReviewBody.Access(question, user), cancel);
        if (answer.Status is not { } status)
            return new AccessVerdict(answer.IsRefused ? AccessResult.Refused : AccessResult.Unknown, answer.Message);

        var isAllowed = status.Truth("allowed") && !status.Truth("denied");
        var message = status.Text("reason").Length > 0 ? status.Text("reason") : status.Text("evaluationError");
        return new AccessVerdict(isAllowed ? AccessResult.Allowed : AccessResult.NotAllowed, message);
    }

    private static ReviewedUser UserOf(JsonElement user, string name, string[] audiences)
    {
        var extra = user.Field("extra") is { ValueKind: JsonValueKind.Object } found
            ? found.EnumerateObject().DistinctBy(entry => entry.Name).ToDictionary(
                entry => entry.Name, entry => (IReadOnlyList<string>)found.Texts(entry.Name), StringComparer.Ordinal)
            : [];
        return new ReviewedUser(name, user.Text("uid"), user.Texts("groups"), audiences) { Extra = extra };
    }

    private async Task<ReviewAnswer> AskAsync(string path, string kind, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        try
        {
            using var answer = await api.OpenAsync(new ApiCall(HttpMethod.Post, "create", kind, path, Deadline) { Body = body }, cancel);
            return answer.Code is 200 or 201
                ? ReviewAnswer.Read(answer, await answer.ReadAllAsync(LongestAnswer), kind)
                : ReviewAnswer.Of(await answer.ReadErrorAsync());
        }
        catch (CallFailedException e)
        {
            return ReviewAnswer.Unknown(e.Message);
        }
    }
}
