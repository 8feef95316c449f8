using K8GuardScript.Simulator.Protobuf;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Discovery;

/// <summary>
/// The old description of an API (OpenAPI 2, in the protobuf form of gnostic's openapiv2.Document), which is all that kubectl before 1.27
/// reads and what later ones read for lists: which kinds take <c>dryRun</c> and <c>fieldValidation</c>. It has no schemas, so that
/// kubectl checks no fields itself.
/// </summary>
internal static class OpenApiVersion2
{
    // clients ask for it with an @, which is no valid media type and can't be answered
    public const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private const string Kind = "x-kubernetes-group-version-kind";

    public static byte[] Document(IEnumerable<ResourceType> types, string title, string version)
    {
        var paths = new ProtobufWriter();
        foreach (var type in types)
        {
            var collection = type.Group.Length == 0 ? $"/api/{type.Version}" : $"/apis/{type.ApiVersion}";
            var path = $"{collection}/{(type.Namespaced ? "namespaces/{namespace}/" : "")}{type.Plural}/{{name}}";
            paths.Message(2, new ProtobufWriter().Text(1, path).Message(2, new ProtobufWriter().Message(8, Patch(type))));
        }

        return new ProtobufWriter().Text(1, "2.0")
            .Message(2, new ProtobufWriter().Text(1, title).Text(2, version))
            .Message(8, paths)
            .Message(9, new ProtobufWriter())
            .ToArray();
    }

    private static ProtobufWriter Patch(ResourceType type)
    {
        var yaml = $"group: \"{type.Group}\"\nkind: {type.Kind}\nversion: {type.Version}\n";
        return new ProtobufWriter().Message(8, Parameter("dryRun")).Message(8, Parameter("fieldValidation"))
            .Message(13, new ProtobufWriter().Text(1, Kind).Message(2, new ProtobufWriter().Text(2, yaml)));
    }

    /// <summary>In the query: ParametersItem, Parameter, NonBodyParameter, QueryParameterSubSchema.</summary>
    private static ProtobufWriter Parameter(string name) => new ProtobufWriter().Message(1, new ProtobufWriter()
        .Message(2, new ProtobufWriter().Message(3, new ProtobufWriter().Text(2, "query").Text(4, name))));
}
