using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace K8GuardScript.Simulator.Resources;

/// <summary>
/// The resources the server knows now: the built-in ones and those of the stored CustomResourceDefinitions.
/// Reads never wait; one writer at a time swaps the whole table.
/// </summary>
internal sealed class ResourceCatalog
{
    private readonly Lock writing = new();
    private volatile ImmutableArray<ResourceType>[] types = [[.. BuiltInResources.All], []];

    public IEnumerable<ResourceType> All => this.types.SelectMany(types => types);

    public bool Find(string group, string version, string plural, [NotNullWhen(true)] out ResourceType? type)
    {
        type = All.FirstOrDefault(t => t.Plural == plural && t.Group == group && t.Version == version);
        return type is not null;
    }

    public bool FindKind(string apiVersion, string kind, [NotNullWhen(true)] out ResourceType? type)
    {
        type = All.FirstOrDefault(t => t.Kind == kind && t.ApiVersion == apiVersion);
        return type is not null;
    }

    public bool HasGroup(string group) => All.Any(t => t.Group == group);

    /// <summary>Replaces what the definitions offer by what they offer now.</summary>
    public void SetCustom(IEnumerable<ResourceType> types)
    {
        lock (writing) this.types = [this.types[0], [.. types]];
    }
}
