using System.Security.Cryptography;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Discovery;

/// <summary>Discovery of everything in two answers (apidiscovery.k8s.io/v2), each with an ETag.</summary>
internal sealed class AggregatedAnswers(ResourceCatalog catalog)
{
    private const string ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <summary>Whether this form is the first that is asked for and served. Throws 406 where none can be served.</summary>
    public static bool IsAsked(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Length == 0) return false;
        foreach (var entry in accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry == ContentType) return true;
            if (!entry.Contains(";as=", StringComparison.Ordinal)) return false;
        }

        throw new ApiError(StatusCodes.Status406NotAcceptable, StatusBody.Failure(
            StatusCodes.Status406NotAcceptable, "NotAcceptable", "only the following media types are accepted: application/json"));
    }

    public IAnswer Core(HttpRequest request) => Answer(request, [.. catalog.All.Where(type => type.Group.Length == 0)]);

    public IAnswer Groups(HttpRequest request) => Answer(request, [.. catalog.All.Where(type => type.Group.Length > 0)]);

    private static TaggedAnswer Answer(HttpRequest request, List<ResourceType> types)
    {
        var body = JsonBytes.Of(new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. types.GroupBy(type => type.Group).Select(GroupOf)]),
        });
        var tag = $"\"{Convert.ToHexString(SHA512.HashData(body))}\"";
        return new TaggedAnswer(ContentType, tag, request.Headers.IfNoneMatch.Contains(tag), body);
    }

    private static JsonObject GroupOf(IGrouping<string, ResourceType> group) => new()
    {
        ["metadata"] = group.Key.Length == 0 ? [] : new JsonObject { ["name"] = group.Key },
        ["versions"] = new JsonArray([.. group.GroupBy(type => type.Version).Select(version => new JsonObject
        {
            ["version"] = version.Key,
            ["resources"] = new JsonArray([.. version.Select(ResourceOf)]),
            ["freshness"] = "Current",
        })]),
    };

    private static JsonObject ResourceOf(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["resource"] = type.Plural,
            ["responseKind"] = Kind(type.IsCustom ? type.Group : "", type.IsCustom ? type.Version : "", type.Kind),
            ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = Texts(type.Verbs),
        };
        if (type.ShortNames.Count > 0) resource["shortNames"] = Texts(type.ShortNames);
        if (type.Categories.Count > 0) resource["categories"] = Texts(type.Categories);
        var subresources = type.Subresources.Select(name => SubresourceOf(type, Subresource.Of(type, name))).ToArray();
        if (subresources.Length > 0) resource["subresources"] = new JsonArray(subresources);
        return resource;
    }

    private static JsonObject SubresourceOf(ResourceType type, Subresource sub)
    {
        var ofType = sub.Group.Length == 0 && type.IsCustom;
        return new JsonObject
        {
            ["subresource"] = sub.Name,
            ["responseKind"] = Kind(ofType ? type.Group : sub.Group, ofType ? type.Version : sub.Version, sub.Kind),
            ["verbs"] = Texts(sub.Verbs),
        };
    }

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
