using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Reviewing;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays questions about tokens and rights.</summary>
internal static class ReviewPlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var client = new ReviewClient(scene.Api);
        var spec = exchange.Body!["spec"]!;
        if (exchange.Path.Plural == "tokenreviews")
        {
            var verdict = await client.ReviewTokenAsync(Text(spec, "token"), Texts(spec, "audiences"), default);
            return verdict.Result switch
            {
                TokenResult.Authenticated => $"authenticated {verdict.User!.Name}",
                TokenResult.Rejected => $"rejected: {verdict.Message}",
                TokenResult.Refused when scene.Server.Requests.Length == 0 => "refused unsent",
                var other => other.ToString().ToLowerInvariant(),
            };
        }

        var isOwn = exchange.Path.Plural == "selfsubjectaccessreviews";
        var user = isOwn ? null : new ReviewedUser(Text(spec, "user"), "", Texts(spec, "groups"), []);
        return (await client.ReviewAccessAsync(QuestionOf(spec), user, default)).Result switch
        {
            AccessResult.NotAllowed => "not allowed",
            var other => other.ToString().ToLowerInvariant(),
        };
    }

    private static AccessQuestion QuestionOf(JsonNode spec)
    {
        if (spec["nonResourceAttributes"] is { } path) return new AccessQuestion(Text(path, "verb")) { Path = Text(path, "path") };
        var resource = spec["resourceAttributes"]!;
        return new AccessQuestion(Text(resource, "verb"))
        {
            Group = Text(resource, "group"),
            Resource = Text(resource, "resource"),
            Subresource = Text(resource, "subresource"),
            Namespace = Text(resource, "namespace"),
            Name = Text(resource, "name"),
        };
    }

    private static string Text(JsonNode node, string field) => node[field]?.GetValue<string>() ?? "";

    private static string[] Texts(JsonNode node, string field) =>
        node[field] is JsonArray list ? [.. list.Select(item => item!.GetValue<string>())] : [];
}
