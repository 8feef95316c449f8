using System.Text.Json;
using K8GuardScript.Core.Actions;

namespace K8GuardScript.Http;

/// <summary>One action, as the API tells it.</summary>
internal sealed record ActionAnswer
{
    // custom resources nest deeper than the serializer's default of 64
    private static readonly JsonSerializerOptions AnyDepth = new() { MaxDepth = 512 };

    public required string Id { get; init; }

    /// <summary>Id of the policy that led to it.</summary>
    public required string Policy { get; init; }

    /// <summary><c>stop</c> or <c>delete</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What the object became, as <c>scaled to 0</c>.</summary>
    public required string Outcome { get; init; }

    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary><c>intended</c>, <c>done</c>, <c>refused</c> or <c>unknown</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it was refused, or what is not known; else empty.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset IntendedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The policy's revision that led to it.</summary>
    public required string Revision { get; init; }

    /// <summary><c>ladder</c>, <c>schedule</c> or <c>undo</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>Id of the action that it took back, where it is an undo.</summary>
    public string? Undoes { get; init; }

    /// <summary>The object's manifest as it was before, where the action removed it.</summary>
    public JsonElement? Manifest { get; init; }

    public static ActionAnswer Of(ActionRecord action, string? manifest) => new()
    {
        Id = action.Id,
        Policy = action.Policy,
        Action = action.Verb.ToString().ToLowerInvariant(),
        Outcome = action.Outcome,
        ApiVersion = action.Kind.ApiVersion,
        Kind = action.Kind.Kind,
        Namespace = action.Target.Namespace,
        Name = action.Target.Name,
        Uid = action.Uid,
        State = action.State.Word(),
        Note = action.Note,
        IntendedAt = action.IntendedAt,
        FinishedAt = action.FinishedAt,
        Revision = action.Revision,
        Cause = action.Cause.ToString().ToLowerInvariant(),
        Undoes = action.Undoes,
        Manifest = manifest is null ? null : JsonSerializer.Deserialize<JsonElement>(manifest, AnyDepth),
    };
}
