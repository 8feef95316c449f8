using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Discovery;

/// <summary>Discovery in its plain form, as servers before aggregated discovery have it: groups, then each group version.</summary>
internal sealed class DiscoveryAnswers(ResourceCatalog catalog)
{
    private static readonly string[] SubresourceVerbs = ["get", "patch", "update"];

    public static IAnswer Root() => Ok(new JsonObject
    {
        ["paths"] = new JsonArray("/api", "/api/v1", "/apis", "/healthz", "/livez", "/readyz", "/version"),
    });

    public static IAnswer Version() => Ok(new JsonObject
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["gitVersion"] = "v1.36.2",
        ["gitCommit"] = "simulated",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-01-01T00:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "none",
        ["platform"] = "simulated",
    });

    public static IAnswer CoreVersions(HttpRequest request) => Ok(new JsonObject
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] =
            new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = request.Host.Value }),
    });

    public IAnswer Groups()
    {
        var groups = new JsonArray();
        foreach (var name in catalog.All.Select(type => type.Group).Where(name => name.Length > 0).Distinct()) groups.Add(GroupOf(name));
        return Ok(new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = groups });
    }

    /// <summary>Text for a group that does not exist: the definition's group goes with its last definition.</summary>
    public IAnswer Group(string name)
    {
        if (!catalog.HasGroup(name)) return TextAnswer.PageNotFound;
        var group = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (key, value) in GroupOf(name)) group[key] = value?.DeepClone();
        return Ok(group);
    }

    public IAnswer Resources(string group, string version)
    {
        if (!catalog.HasGroup(group)) return TextAnswer.PageNotFound;
        var types = catalog.All.Where(type => type.Group == group && type.Version == version).ToList();
        if (types.Count == 0) throw ApiError.UnknownResource();
        var resources = new JsonArray();
        foreach (var type in types)
        {
            resources.Add(ResourceOf(type));
            if (type.Scale is not null) resources.Add(Subresource(type, "scale", "Scale", "autoscaling", "v1"));
            if (type.HasStatus) resources.Add(Subresource(type, "status", type.Kind, null, null));
        }

        return Ok(new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = types[0].ApiVersion,
            ["resources"] = resources,
        });
    }

    private JsonObject GroupOf(string name)
    {
        var versions = catalog.All.Where(type => type.Group == name).Select(type => type.Version).Distinct().Select(version =>
            new JsonObject { ["groupVersion"] = $"{name}/{version}", ["version"] = version }).ToList();
        var preferred = versions[0].DeepClone();
        return new JsonObject { ["name"] = name, ["versions"] = new JsonArray([.. versions]), ["preferredVersion"] = preferred };
    }

    private static JsonObject ResourceOf(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Kind,
            ["verbs"] = Texts(type.Verbs),
        };
        if (type.ShortNames.Count > 0) resource["shortNames"] = Texts(type.ShortNames);
        if (type.Categories.Count > 0) resource["categories"] = Texts(type.Categories);
        return resource;
    }

    private static JsonObject Subresource(ResourceType type, string name, string kind, string? group, string? version)
    {
        var resource = new JsonObject
        {
            ["name"] = $"{type.Plural}/{name}",
            ["singularName"] = "",
            ["namespaced"] = type.Namespaced,
        };
        if (group is not null) resource["group"] = group;
        if (version is not null) resource["version"] = version;
        resource["kind"] = kind;
        resource["verbs"] = Texts(SubresourceVerbs);
        return resource;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);
}
