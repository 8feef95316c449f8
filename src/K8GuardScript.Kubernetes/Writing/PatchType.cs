namespace K8GuardScript.Kubernetes.Writing;

/// <summary>How a patch is worded.</summary>
internal enum PatchType
{
    /// <summary>RFC 7386: <c>null</c> removes, lists are replaced.</summary>
    Merge,

    /// <summary>RFC 6902: all operations or none.</summary>
    Json,

    /// <summary>Kubernetes' own, by the merge keys of built-in kinds; custom resources refuse it.</summary>
    Strategic,
}
