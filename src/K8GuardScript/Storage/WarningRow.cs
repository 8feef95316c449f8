using K8GuardScript.Core.Record;

namespace K8GuardScript.Storage;

/// <summary>A given warning as a row; rows are only added.</summary>
internal sealed record WarningRow(
    string Policy, string ApiGroup, string Kind, string Namespace, string Name, string Place,
    long GivenAt, string Channel, bool Counts, int Ordinal, string AnnouncedAction,
    string SourceGroup, string SourceKind, string SourceNamespace, string SourceName, string Child)
{
    /// <summary>Every column but the seal, and the number that only counts them.</summary>
    public static readonly string[] Columns =
    [
        "policy", "api_group", "kind", "namespace", "name", "place", "given_at", "channel", "counts", "ordinal", "announced_action",
        "source_group", "source_kind", "source_namespace", "source_name", "child",
    ];

    private static readonly string[] Parameters =
    [
        "@Policy", "@ApiGroup", "@Kind", "@Namespace", "@Name", "@Place", "@GivenAt", "@Channel", "@Counts", "@Ordinal", "@AnnouncedAction",
        "@SourceGroup", "@SourceKind", "@SourceNamespace", "@SourceName", "@Child",
    ];

    public static readonly string Insert = $"""
        INSERT INTO warning ({string.Join(", ", Columns)}, seal) VALUES ({string.Join(", ", Parameters)}, {RowSeal.Sql(Parameters)})
        """;

    public static WarningRow Of(GivenWarning warning) => new(
        warning.Episode.Policy,
        warning.Episode.Object.Group,
        warning.Episode.Object.Kind,
        warning.Episode.Object.Namespace,
        warning.Episode.Object.Name,
        warning.Episode.Place,
        Instant.Of(warning.At),
        warning.Channel,
        warning.Counts,
        warning.Ordinal,
        warning.AnnouncedAction.ToString(),
        warning.Episode.Source?.Group ?? "",
        warning.Episode.Source?.Kind ?? "",
        warning.Episode.Source?.Namespace ?? "",
        warning.Episode.Source?.Name ?? "",
        warning.Episode.Child ?? "");
}
