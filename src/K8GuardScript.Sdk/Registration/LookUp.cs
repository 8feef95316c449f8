namespace K8GuardScript.Sdk.Registration;

/// <summary>What a rule asked the cluster for: its verdict may change when such an object does.</summary>
/// <param name="ApiVersion"><c>v1</c>, <c>apps/v1</c></param>
/// <param name="Kind">as the API spells it</param>
/// <param name="Namespace">empty for cluster-scoped objects and manifests without one; null for every namespace</param>
/// <param name="Name">null for every name</param>
/// <param name="Labels">null for whatever labels; never beside a name</param>
internal readonly record struct LookUp(string ApiVersion, string Kind, string? Namespace, string? Name, LabelTerms? Labels = null);
