using System.Collections.Immutable;

namespace K8GuardScript.Simulator.Storage;

/// <summary>The objects of one resource as they were at a revision.</summary>
internal sealed record Snapshot(long Revision, ImmutableSortedDictionary<ObjectName, StoredObject> Objects);
