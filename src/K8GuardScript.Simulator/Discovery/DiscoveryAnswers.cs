using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Discovery;

/// <summary>Discovery in its plain form, as servers before aggregated discovery have it: groups, then each group version.</summary>
internal sealed class DiscoveryAnswers(ResourceCatalog catalog)
{
    public static IAnswer Root() => Ok(new JsonObject
    {
        ["paths"] = new JsonArray("/api", "/api/v1", "/apis", "/healthz", "/livez", "/readyz", "/version"),
    });

    public static IAnswer Version() => Ok(new JsonObject
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
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
            foreach (var name in type.Subresources) resources.Add(SubresourceOf(type, Subresource.Of(type, name)));
        }

        var list = new JsonObject { ["kind"] = "APIResourceList" };
        if (group.Length > 0) list["apiVersion"] = "v1";
        list["groupVersion"] = types[0].ApiVersion;
        list["resources"] = resources;
        return Ok(list);
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
        if (StorageHash(type) is { } hash) resource["storageVersionHash"] = hash;
        return resource;
    }

    private static JsonObject SubresourceOf(ResourceType type, Subresource sub)
    {
        var resource = new JsonObject
        {
            ["name"] = $"{type.Plural}/{sub.Name}",
            ["singularName"] = "",
            ["namespaced"] = type.Namespaced,
        };
        if (sub.Group.Length > 0) resource["group"] = sub.Group;
        if (sub.Version.Length > 0) resource["version"] = sub.Version;
        resource["kind"] = sub.Kind;
        resource["verbs"] = Texts(sub.Verbs);
        return resource;
    }

    /// <summary>A client may tell by it that two resources are the same things in storage; what is never stored has none.</summary>
    private static string? StorageHash(ResourceType type) => type.IsAskedOnly
        ? null
        : Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{type.Group}/{type.Version}/{type.Kind}")).AsSpan(0, 8));

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);
}
