using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The options of a deletion (meta/v1 DeleteOptions), from body and query.</summary>
/// <param name="Grace">seconds; null for the object's own</param>
internal sealed record DeleteOptions(string? Uid, string? ResourceVersion, bool DryRun, Propagation Propagation, long? Grace)
{
    public static readonly DeleteOptions Background = new(null, null, false, Propagation.Background, null);

    public static readonly DeleteOptions Foreground = Background with { Propagation = Propagation.Foreground };

    public static DeleteOptions Parse(QueryValues query, ReadOnlyMemory<byte> body) =>
        Parse(query, body.Length == 0 ? [] : ParseBody(body));

    public static DeleteOptions Parse(QueryValues query, JsonObject sent)
    {
        var policy = sent.Text("propagationPolicy") ?? query.Text("propagationPolicy");
        var orphans = sent["orphanDependents"] is null ? query.Flag("orphanDependents") : sent.IsTrue("orphanDependents");
        var propagation = policy switch
        {
            "" => orphans == true ? Propagation.Orphan : Propagation.Default,
            "Background" => Propagation.Background,
            "Foreground" => Propagation.Foreground,
            "Orphan" => Propagation.Orphan,
            _ => throw ApiError.InvalidOptions("DeleteOptions", new StatusCause("FieldValueNotSupported",
                $"Unsupported value: \"{policy}\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"",
                "propagationPolicy")),
        };
        var grace = sent.Whole("gracePeriodSeconds") ?? query.Number("gracePeriodSeconds");
        var dryRun = sent.Texts("dryRun").Concat(query.Texts("dryRun")).ToList();
        var preconditions = sent["preconditions"] as JsonObject ?? [];
        return new DeleteOptions(preconditions.Text("uid"), preconditions.Text("resourceVersion"),
            WriteRequest.IsDryRun(dryRun, "DeleteOptions"), propagation, grace);
    }

    /// <summary>Throws the 409 of a precondition that does not hold; unlike other conflicts it names the kind, not the plural.</summary>
    public void Check(ResourceType type, StoredObject stored)
    {
        if (Uid is not null && Uid != stored.Uid)
        {
            throw ApiError.Conflict(type.Group, type.Kind, stored.Name.Name,
                $"the UID in the precondition ({Uid}) does not match the UID in record ({stored.Uid}). "
                + "The object might have been deleted and then recreated");
        }

        var version = Versions.Text(stored.Revision);
        if (ResourceVersion is not null && ResourceVersion != version)
        {
            throw ApiError.Conflict(type.Group, type.Kind, stored.Name.Name,
                $"the ResourceVersion in the precondition ({ResourceVersion}) does not match the ResourceVersion in record ({version}). "
                + "The object might have been modified");
        }
    }

    private static JsonObject ParseBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span, documentOptions: JsonBytes.Options) as JsonObject
                ?? throw ApiError.BadRequest("the delete options are no object");
        }
        catch (JsonException error)
        {
            throw ApiError.BadRequest($"couldn't read the delete options: {error.Message}");
        }
    }
}
