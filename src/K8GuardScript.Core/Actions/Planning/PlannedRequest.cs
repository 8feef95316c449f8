using System.Text.Json.Nodes;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>One request of an action, without its guards: they are those of the object as it was read. Exactly one of the nested kinds.</summary>
internal abstract record PlannedRequest
{
    private PlannedRequest()
    {
    }

    /// <summary>A merge patch.</summary>
    internal sealed record Patch(JsonObject Body) : PlannedRequest;

    /// <summary>A write of the scale subresource.</summary>
    internal sealed record Scale(int Replicas) : PlannedRequest;

    /// <summary>A pod's eviction, which a disruption budget can refuse.</summary>
    internal sealed record Evict : PlannedRequest;

    internal sealed record Delete : PlannedRequest;

    /// <summary>Creates an object anew.</summary>
    internal sealed record Create(ReadOnlyMemory<byte> Manifest) : PlannedRequest;
}
