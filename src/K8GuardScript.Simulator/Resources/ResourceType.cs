using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Resources;

/// <summary>One resource in one version, as discovery tells of it.</summary>
internal sealed record ResourceType(ResourceId Id, string Version, string Kind, string Singular, bool Namespaced)
{
    /// <summary>The verbs of a resource that can be read, watched and written in full, in the order of a real server.</summary>
    public static readonly IReadOnlyList<string> AllVerbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public string Group => Id.Group;

    public string Plural => Id.Plural;

    /// <summary>Where its objects are kept; events of both groups are the same objects.</summary>
    public ResourceId StoredAs { get; init; } = Id;

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string ListKind { get; init; } = Kind + "List";

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>True for what a CustomResourceDefinition made: its list items carry kind and apiVersion.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether <c>status</c> is written through its subresource only.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts the changes of the specification.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether a PUT to a name that does not exist creates the object (leases do).</summary>
    public bool CreatesOnUpdate { get; init; }

    /// <summary>The names of the subresources, in the order of discovery.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>True for what is never stored: a POST is a question, and its answer all there is.</summary>
    public bool IsAskedOnly { get; init; }

    /// <summary>The columns that a definition asks for; empty where it names none.</summary>
    public IReadOnlyList<PrinterColumn> PrinterColumns { get; init; } = [];

    /// <summary>The schema of a custom resource (openAPIV3Schema), or null where it has none.</summary>
    public JsonObject? OpenSchema { get; init; }

    /// <summary>Where the scale subresource reads and writes, or null where there is none.</summary>
    public ScalePaths? Scale { get; init; }

    /// <summary>Kind with group, as errors about one object name it: <c>Deployment.apps</c>.</summary>
    public string QualifiedKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
