using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Requests;

/// <summary>One request about objects, with its parts read as far as every verb needs them.</summary>
internal sealed record ResourceCall(ResourceType Type, RequestTarget Target, ObjectForm Form, QueryValues Query, HttpRequest Http)
{
    /// <summary>Without a name for a collection.</summary>
    public ObjectName Name => new(Target.Namespace, Target.Name);

    /// <param name="optionsKind">how errors name the options of the verb</param>
    public WriteRequest Write(string optionsKind)
    {
        var sent = Query.Text("fieldManager");
        var agent = Http.Headers.UserAgent.ToString().Split('/')[0];
        return new WriteRequest(Type, Name, Form, WriteRequest.IsDryRun(Query.Texts("dryRun"), optionsKind))
        {
            Manager = sent.Length > 0 ? sent : agent.Length > 0 ? agent : "unknown",
            FieldManagerParameter = sent,
            Validation = WriteRequest.ValidationOf(Query.Text("fieldValidation"), optionsKind),
            Force = Query.Flag("force"),
            Subresource = Target.Subresource,
        };
    }

    public bool IsApply => RequestBody.MediaType(Http) == PatchBody.Apply;

    public Task<ReadOnlyMemory<byte>> BodyAsync(CancellationToken cancellation) => RequestBody.ReadAsync(Http, cancellation);

    public async Task<SentObject> ObjectAsync(CancellationToken cancellation) =>
        RequestBody.ParseObject(await BodyAsync(cancellation), RequestBody.MediaType(Http), Type.Kind);

    /// <param name="request">its options are checked against the kind of patch</param>
    public async Task<IPatch> PatchAsync(WriteRequest request, CancellationToken cancellation)
    {
        if (request.Force is not null)
        {
            throw ApiError.InvalidOptions("PatchOptions", new StatusCause(
                "FieldValueForbidden", "Forbidden: may not be specified for non-apply patch", "force"));
        }

        var schema = Target.Subresource == "scale" ? BuiltInTypes.Of("autoscaling/v1", "Scale") : BuiltInTypes.Of(Type);
        return PatchBody.Parse(await BodyAsync(cancellation), RequestBody.MediaType(Http), Type, schema);
    }

    /// <summary>The configuration that a server-side apply brings.</summary>
    public async Task<JsonObject> ConfigurationAsync(WriteRequest request, CancellationToken cancellation)
    {
        if (request.FieldManagerParameter.Length == 0)
        {
            throw ApiError.InvalidOptions("PatchOptions", new StatusCause(
                "FieldValueRequired", "Required value: is required for apply patch", "fieldManager"));
        }

        return RequestBody.ParseObject(await BodyAsync(cancellation), "application/yaml", Type.Kind).Body;
    }
}
