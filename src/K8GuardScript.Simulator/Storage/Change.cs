using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Storage;

/// <summary>
/// One entry of the log. <see cref="Before"/> is null for a creation, <see cref="After"/> for a deletion;
/// exactly one revision belongs to each change.
/// </summary>
internal sealed record Change(long Revision, ResourceId Resource, StoredObject? Before, StoredObject? After)
{
    public StoredObject Either => After ?? Before!;

    /// <summary>Bytes that the log keeps alive for this change, roughly.</summary>
    public long Weight => (Before?.Json.Length ?? 0) + (After?.Json.Length ?? 0);
}
