using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// What <c>kubectl apply</c> left on an object is no conflict for <c>kubectl apply --server-side</c>, so that people can go from one to the
/// other: the fields of the last configuration that still have its values.
/// </summary>
internal static class ClientSideApply
{
    private const string Manager = "kubectl";
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    public static FieldSet MayTake(WriteRequest request, JsonObject live)
    {
        var annotations = live.Metadata()["annotations"] as JsonObject;
        if (request.Manager != Manager || annotations?.Text(Annotation) is not { } text) return new FieldSet();
        if (LastApplied(text) is not { } configuration || configuration.Text("apiVersion") != request.Type.ApiVersion) return new FieldSet();
        var type = BuiltInTypes.Of(request.Type);
        var difference = FieldComparison.Of(live, AppliedFields.Merge(live, configuration, type).AsObject(), type);
        return AppliedFields.Of(configuration, type).Without(difference.Changed);
    }

    /// <summary>Null for an annotation that is no object; anybody may have written it.</summary>
    private static JsonObject? LastApplied(string text)
    {
        try
        {
            return BodyReader.Read(Encoding.UTF8.GetBytes(text), []) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
