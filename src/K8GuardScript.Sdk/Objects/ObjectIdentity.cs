namespace K8GuardScript.Sdk.Objects;

/// <summary>What tells one version of one object from all others. What was absent, or no text, is empty.</summary>
/// <param name="ApiVersion">the object's own, else the one that its reader named</param>
/// <param name="Kind">likewise</param>
/// <param name="Namespace">from the metadata, as all that follow</param>
/// <param name="Name">unique in its namespace at one time</param>
/// <param name="Uid">unique for all time</param>
/// <param name="ResourceVersion">opaque</param>
/// <param name="DeletionTimestamp">as it was written</param>
internal readonly record struct ObjectIdentity(
    string ApiVersion, string Kind, string Namespace, string Name, string Uid, string ResourceVersion, string DeletionTimestamp);
