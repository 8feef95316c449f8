using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Access;

/// <summary>Answers the kinds that are only asked: TokenReview, the access reviews, and self reviews. Nothing is stored.</summary>
internal sealed class Reviews(ClusterState cluster)
{
    /// <param name="caller">who asks</param>
    public IAnswer Answer(ResourceType type, Caller caller, RequestTarget target, JsonObject body)
    {
        var spec = body["spec"] as JsonObject ?? [];
        var answer = new JsonObject { ["kind"] = type.Kind, ["apiVersion"] = type.ApiVersion, ["metadata"] = new JsonObject() };
        switch (type.Kind)
        {
            case "TokenReview":
                answer["spec"] = spec.DeepClone();
                answer["status"] = TokenStatus(spec);
                break;
            case "SelfSubjectReview":
                answer["metadata"] = new JsonObject { ["creationTimestamp"] = cluster.Writer.Now };
                answer["status"] = new JsonObject { ["userInfo"] = InfoOf(caller) };
                break;
            case "SelfSubjectRulesReview":
                answer["spec"] = new JsonObject();
                answer["status"] = RulesStatus(caller, spec.Text("namespace") ?? throw ApiError.BadRequest("no namespace on request"));
                break;
            default:
                answer["spec"] = spec.DeepClone();
                var subject = type.Kind == "SelfSubjectAccessReview" ? caller : Subject(spec);
                answer["status"] = AccessStatus(subject, spec, target.Namespace);
                break;
        }

        return new JsonAnswer(StatusCodes.Status201Created, answer);
    }

    private JsonObject TokenStatus(JsonObject spec)
    {
        if (spec.Text("token") is not { Length: > 0 } token)
            throw ApiError.BadRequest("token is required for TokenReview in authentication");
        var found = cluster.Gate.Of(token);
        var wanted = spec.Texts("audiences");
        if (found is not var (caller, audiences)) return Unknown("invalid bearer token");
        if (wanted.Count == 0) wanted = [AccountTokens.Issuer];
        List<string> both = [.. wanted.Intersect(audiences)];
        if (both.Count == 0)
            return Unknown($"invalid bearer token, token audiences {Listed(audiences)} is invalid for the target audiences {Listed(wanted)}");
        return new JsonObject { ["authenticated"] = true, ["user"] = InfoOf(caller), ["audiences"] = Texts(both) };
    }

    private static JsonObject Unknown(string error) => new() { ["user"] = new JsonObject(), ["error"] = error };

    private JsonObject RulesStatus(Caller caller, string ns)
    {
        var resources = new JsonArray();
        var paths = new JsonArray();
        foreach (var rule in caller.IsMaster ? [new AccessRule(["*"], ["*"], ["*"], [], ["*"])] : GrantedRules(caller, ns))
        {
            if (rule.Paths.Count > 0) paths.Add(new JsonObject { ["verbs"] = Texts(rule.Verbs), ["nonResourceURLs"] = Texts(rule.Paths) });
            if (rule.Resources.Count == 0) continue;
            var entry = new JsonObject
            {
                ["verbs"] = Texts(rule.Verbs),
                ["apiGroups"] = Texts(rule.Groups),
                ["resources"] = Texts(rule.Resources),
            };
            if (rule.Names.Count > 0) entry["resourceNames"] = Texts(rule.Names);
            resources.Add(entry);
        }

        return new JsonObject { ["resourceRules"] = resources, ["nonResourceRules"] = paths, ["incomplete"] = false };
    }

    private IEnumerable<AccessRule> GrantedRules(Caller caller, string ns) =>
        cluster.Access.GrantsOf(caller, ns).Select(grant => grant.Rule);

    private JsonObject AccessStatus(Caller caller, JsonObject spec, string pathNamespace)
    {
        var why = cluster.Access.WhyAllowed(caller, QuestionOf(spec, pathNamespace));
        var status = new JsonObject { ["allowed"] = why is not null };
        if (!string.IsNullOrEmpty(why)) status["reason"] = why;
        return status;
    }

    private static AccessQuestion QuestionOf(JsonObject spec, string pathNamespace)
    {
        if (spec["resourceAttributes"] is JsonObject resource)
        {
            if (spec["nonResourceAttributes"] is JsonObject)
                throw Invalid("spec.nonResourceAttributes", "cannot be specified in combination with resourceAttributes");
            return new AccessQuestion(resource.Text("verb") ?? "")
            {
                Group = resource.Text("group") ?? "",
                Resource = resource.Text("resource") ?? "",
                Subresource = resource.Text("subresource") ?? "",
                Namespace = resource.Text("namespace") ?? pathNamespace,
                Name = resource.Text("name") ?? "",
            };
        }

        return spec["nonResourceAttributes"] is JsonObject path
            ? new AccessQuestion(path.Text("verb") ?? "") { Path = path.Text("path") ?? "" }
            : throw Invalid("spec.resourceAttributes", "exactly one of nonResourceAttributes or resourceAttributes must be specified");
    }

    private static Caller Subject(JsonObject spec)
    {
        var (name, groups) = (spec.Text("user") ?? "", spec.Texts("groups"));
        return name.Length == 0 && groups.Count == 0
            ? throw Invalid("spec.user", "at least one of user or group must be specified")
            : new Caller(name, spec.Text("uid") ?? "", groups);
    }

    private static ApiError Invalid(string field, string why) => ApiError.Invalid(
        "authorization.k8s.io", "", "", new StatusCause("FieldValueInvalid", $"Invalid value: {why}", field));

    private static JsonObject InfoOf(Caller caller)
    {
        var info = new JsonObject { ["username"] = caller.Name };
        if (caller.Uid.Length > 0) info["uid"] = caller.Uid;
        info["groups"] = Texts(caller.Groups);
        if (caller.Credential is { } id)
            info["extra"] = new JsonObject { ["authentication.kubernetes.io/credential-id"] = new JsonArray(id) };
        return info;
    }

    private static string Listed(IEnumerable<string> texts) => $"[{string.Join(" ", texts.Select(text => $"\"{text}\""))}]";

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
