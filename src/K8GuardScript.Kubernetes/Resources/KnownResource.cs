using System.Collections.Frozen;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>What discovery says about a kind.</summary>
/// <param name="Path">where its objects live</param>
/// <param name="CanBeWatched">whether they can be listed and watched</param>
/// <param name="Subresources">such as <c>scale</c> and <c>eviction</c></param>
internal sealed record KnownResource(ResourcePath Path, bool CanBeWatched, FrozenSet<string> Subresources);
