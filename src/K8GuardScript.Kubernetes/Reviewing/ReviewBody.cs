using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>Writes the bodies of reviews.</summary>
internal static class ReviewBody
{
    public static ReadOnlyMemory<byte> Token(string token, IReadOnlyList<string> audiences)
    {
        var spec = new JsonObject { ["token"] = token };
        if (audiences.Count > 0) spec["audiences"] = ListOf(audiences);
        return Of("authentication.k8s.io/v1", "TokenReview", spec);
    }

    /// <param name="question">what is wanted</param>
    /// <param name="user">who wants it; null for ourselves</param>
    public static ReadOnlyMemory<byte> Access(AccessQuestion question, ReviewedUser? user)
    {
        var spec = new JsonObject();
        if (question.Path.Length > 0) spec["nonResourceAttributes"] = Attributes(("path", question.Path), ("verb", question.Verb));
        else
        {
            spec["resourceAttributes"] = Attributes(
                ("namespace", question.Namespace), ("verb", question.Verb), ("group", question.Group),
                ("resource", question.Resource), ("subresource", question.Subresource), ("name", question.Name));
        }

        if (user is null) return Of("authorization.k8s.io/v1", "SelfSubjectAccessReview", spec);
        if (user.Name.Length > 0) spec["user"] = user.Name;
        if (user.Uid.Length > 0) spec["uid"] = user.Uid;
        if (user.Groups.Count > 0) spec["groups"] = ListOf(user.Groups);
        if (user.Extra.Count > 0)
        {
            var extra = user.Extra.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)ListOf(entry.Value)));
            spec["extra"] = new JsonObject(extra);
        }

        return Of("authorization.k8s.io/v1", "SubjectAccessReview", spec);
    }

    private static byte[] Of(string apiVersion, string kind, JsonObject spec) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["spec"] = spec });

    private static JsonObject Attributes(params (string Key, string Value)[] attributes) => new(
        attributes.Where(attribute => attribute.Value.Length > 0)
            .Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)attribute.Value)));

    private static JsonArray ListOf(IReadOnlyList<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
