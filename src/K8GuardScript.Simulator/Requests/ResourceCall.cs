using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
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
    public WriteRequest Write(string optionsKind) => new(Type, Name, Form, WriteRequest.IsDryRun(Query.Texts("dryRun"), optionsKind));

    public Task<ReadOnlyMemory<byte>> BodyAsync(CancellationToken cancellation) => RequestBody.ReadAsync(Http, cancellation);

    public async Task<JsonObject> ObjectAsync(CancellationToken cancellation) =>
        RequestBody.ParseObject(await BodyAsync(cancellation), RequestBody.MediaType(Http), Type.Kind);

    public async Task<IPatch> PatchAsync(CancellationToken cancellation) =>
        PatchBody.Parse(await BodyAsync(cancellation), RequestBody.MediaType(Http), Type);
}
