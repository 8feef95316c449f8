namespace K8GuardScript.Simulator.Storage;

/// <summary>One of <c>metadata.ownerReferences</c>, as far as controllers and the garbage collector use it.</summary>
internal readonly record struct OwnerReference(string Uid, bool IsController, bool BlocksDeletion);
