using System.Collections.Frozen;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>What the server said it has. Never changes.</summary>
/// <param name="Resources">by kind</param>
/// <param name="Unsure">group versions whose own server did not answer, as <c>group/version</c></param>
internal sealed record Discovered(FrozenDictionary<KindName, KnownResource> Resources, FrozenSet<string> Unsure)
{
    /// <summary>Before anything was asked.</summary>
    public static readonly Discovered Nothing = Of([], []);

    public static Discovered Of(IEnumerable<KnownResource> resources, IEnumerable<string> unsure) => new(
        resources.DistinctBy(resource => resource.Path.Kind).ToFrozenDictionary(resource => resource.Path.Kind),
        unsure.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>This, and what was known before of the group versions that nobody could speak for.</summary>
    public Discovered Over(Discovered before) =>
        Of(Resources.Values.Concat(before.Resources.Values.Where(known => Unsure.Contains(known.Path.Kind.ApiVersion))), Unsure);

    /// <summary>This, with one group version as it was asked for by itself.</summary>
    public Discovered With(string apiVersion, IEnumerable<KnownResource> resources) => Of(
        Resources.Values.Where(known => known.Path.Kind.ApiVersion != apiVersion).Concat(resources), Unsure.Where(unsure => unsure != apiVersion));
}
