namespace K8GuardScript.Sdk.Objects;

/// <summary>One entry of <c>metadata.ownerReferences</c>; what it lacks reads as empty. Anyone can write one.</summary>
internal readonly record struct OwnerRef(string ApiVersion, string Kind, string Name, string Uid, bool Controller);
