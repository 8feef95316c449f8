using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Discovery;

/// <summary>
/// OpenAPI as far as clients need it: which kinds there are and what their writes take, so that kubectl leaves the validation of
/// fields to the server (query parameter <c>fieldValidation</c>). The schemas of the kinds are open.
/// </summary>
internal sealed class OpenApiAnswers(ResourceCatalog catalog)
{
    private const string Title = "Kubernetes";
    private const string ServerVersion = "v1.36.2";

    /// <summary>In JSON it is empty: only kubectl reads it, as protobuf.</summary>
    public IAnswer Version2(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Contains("protobuf", StringComparison.Ordinal))
            return new BytesAnswer(OpenApiVersion2.MediaType, OpenApiVersion2.Document(catalog.All, Title, ServerVersion));
        if (accept.Length > 0 && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
            throw ApiError.Generic(StatusCodes.Status406NotAcceptable, "NotAcceptable", "only JSON and protobuf are served");
        return Ok(new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = Info(),
            ["paths"] = new JsonObject(),
            ["definitions"] = new JsonObject(),
        });
    }

    public IAnswer Paths()
    {
        var paths = new JsonObject();
        foreach (var place in catalog.All.Select(PlaceOf).Distinct())
            paths[place] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{place}" };
        return Ok(new JsonObject { ["paths"] = paths });
    }

    /// <param name="place">such as <c>api/v1</c> or <c>apis/apps/v1</c></param>
    public IAnswer Document(string place)
    {
        var types = catalog.All.Where(type => PlaceOf(type) == place).ToList();
        if (types.Count == 0) return TextAnswer.PageNotFound;
        var paths = new JsonObject();
        var schemas = new JsonObject();
        foreach (var type in types)
        {
            schemas[SchemaName(type)] = SchemaOf(type);
            var collection = $"/{place}/{(type.Namespaced ? "namespaces/{namespace}/" : "")}{type.Plural}";
            paths[collection] = new JsonObject { ["post"] = Operation(type, "post") };
            paths[$"{collection}/{{name}}"] = new JsonObject { ["patch"] = Operation(type, "patch"), ["put"] = Operation(type, "put") };
        }

        return Ok(new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        });
    }

    private static JsonObject Operation(ResourceType type, string action) => new()
    {
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = GroupVersionKind(type),
        ["parameters"] = new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation")),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
    };

    private static JsonObject Parameter(string name) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
    };

    private static JsonObject SchemaOf(ResourceType type) => new()
    {
        ["type"] = "object",
        ["x-kubernetes-preserve-unknown-fields"] = true,
        ["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(type)),
    };

    private static JsonObject GroupVersionKind(ResourceType type) =>
        new() { ["group"] = type.Group, ["kind"] = type.Kind, ["version"] = type.Version };

    private static string SchemaName(ResourceType type) =>
        $"io.k8s.api.{(type.Group.Length == 0 ? "core" : type.Group)}.{type.Version}.{type.Kind}";

    private static string PlaceOf(ResourceType type) => type.Group.Length == 0 ? $"api/{type.Version}" : $"apis/{type.ApiVersion}";

    private static JsonObject Info() => new() { ["title"] = Title, ["version"] = ServerVersion };

    private static JsonAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);
}
