using K8GuardScript.Simulator.Answers;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Requests;

/// <summary>How the caller wants objects: whole, their metadata only, or as rows of a table.</summary>
internal enum Representation
{
    Whole,
    MetadataOnly,
    Table,
}

/// <summary>Reads the Accept header; an entry that can't be served is passed over for the next.</summary>
internal static class AcceptHeader
{
    /// <summary>Throws 406 where nothing that is asked for can be served.</summary>
    public static Representation Choose(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept)) return Representation.Whole;
        var asAsked = false;
        foreach (var entry in accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*")) continue;
            var kind = Parameter(parts, "as");
            if (kind is null) return Representation.Whole;
            asAsked = true;
            if (kind is "PartialObjectMetadata" or "PartialObjectMetadataList" && Parameter(parts, "g") == "meta.k8s.io"
                && Parameter(parts, "v") == "v1") return Representation.MetadataOnly;
            if (kind == "Table" && Parameter(parts, "g") == "meta.k8s.io" && Parameter(parts, "v") == "v1") return Representation.Table;
        }

        throw asAsked
            ? new ApiError(StatusCodes.Status406NotAcceptable, StatusBody.Failure(StatusCodes.Status406NotAcceptable, "NotAcceptable",
                "only the following media types are accepted: application/json"))
            : ApiError.Generic(StatusCodes.Status406NotAcceptable, "NotAcceptable",
                "406: Not Acceptable\n\nAvailable representations: application/json");
    }

    private static string? Parameter(string[] parts, string name) =>
        parts.Skip(1).FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
