namespace K8GuardScript.Simulator.Answers;

/// <summary>meta/v1 ListMeta.</summary>
/// <param name="Continue">null where there is no further page and the kind leaves the field out</param>
/// <param name="Remaining">how many items are left, or null where nobody counted</param>
internal sealed record ListMetadata(long Revision, string? Continue, long? Remaining);
