using System.Reflection;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Schema;

/// <summary>
/// The types of all built-in kinds (Kubernetes 1.36), from the embedded <c>types.txt</c>; <c>extract-types.py</c> beside it makes it anew.
/// </summary>
internal static class BuiltInTypes
{
    private static readonly Lazy<Dictionary<string, FieldType>> Kinds = new(Load);

    // a custom resource has the metadata of every object; for the rest there is no schema here
    private static readonly Lazy<FieldType> Custom = new(() =>
    {
        var fields = Kinds.Value["v1 ConfigMap"].Fields;
        return FieldType.Struct(new Dictionary<string, FieldType>(StringComparer.Ordinal)
        {
            ["apiVersion"] = fields["apiVersion"],
            ["kind"] = fields["kind"],
            ["metadata"] = fields["metadata"],
        }, atomic: false, others: FieldType.Anything);
    });

    public static FieldType Of(ResourceType type) => type switch
    {
        { OpenSchema: { } schema } => CustomTypes.Of(schema, Kinds.Value["v1 ConfigMap"]),
        { IsCustom: true } => Custom.Value,
        _ => Kinds.Value.GetValueOrDefault($"{type.ApiVersion} {type.Kind}") ?? FieldType.Anything,
    };

    public static FieldType Of(string apiVersion, string kind) =>
        Kinds.Value.GetValueOrDefault($"{apiVersion} {kind}") ?? FieldType.Anything;

    private static Dictionary<string, FieldType> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("types.txt")!;
        using var reader = new StreamReader(stream);
        return TypeNotation.Read(reader.ReadToEnd().Split('\n'));
    }
}
