using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Access;

/// <summary>The <c>token</c> subresource of service accounts (authentication.k8s.io/v1 TokenRequest).</summary>
internal sealed class TokenRequests(ClusterState cluster)
{
    private const long DefaultSeconds = 3600;
    private const long LeastSeconds = 600;

    public async Task<IAnswer> AnswerAsync(ResourceCall call, CancellationToken cancellation)
    {
        if (call.Http.Method != "POST") throw ApiError.MethodNotAllowed();
        var body = (await call.ObjectAsync(cancellation)).Body;
        var account = cluster.Store.Read(call.Type.Id).Objects.GetValueOrDefault(call.Name)
            ?? throw ApiError.NotFound(call.Type.Id, call.Target.Name);
        var spec = body["spec"] as JsonObject ?? [];
        var seconds = spec["expirationSeconds"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? value.GetValue<long>()
            : DefaultSeconds;
        if (seconds < LeastSeconds)
        {
            throw ApiError.Invalid("authentication.k8s.io", "TokenRequest", "", new StatusCause(
                "FieldValueInvalid", $"Invalid value: {seconds}: may not specify a duration less than 10 minutes", "spec.expirationSeconds"));
        }

        var audiences = spec.Texts("audiences") is { Count: > 0 } asked ? asked : [AccountTokens.Issuer];
        var expires = cluster.Clock.GetUtcNow().AddSeconds(seconds);
        return new JsonAnswer(StatusCodes.Status201Created, Granted(account, audiences, seconds, expires));
    }

    private JsonObject Granted(StoredObject account, IReadOnlyList<string> audiences, long seconds, DateTimeOffset expires) => new()
    {
        ["kind"] = "TokenRequest",
        ["apiVersion"] = "authentication.k8s.io/v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = account.Name.Name,
            ["namespace"] = account.Name.Namespace,
            ["uid"] = account.Uid,
            ["creationTimestamp"] = cluster.Writer.Now,
        },
        ["spec"] = new JsonObject
        {
            ["audiences"] = new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience))]),
            ["expirationSeconds"] = seconds,
            ["boundObjectRef"] = null,
        },
        ["status"] = new JsonObject
        {
            ["token"] = cluster.Tokens.Issue(account, audiences, expires),
            ["expirationTimestamp"] = expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        },
    };
}
