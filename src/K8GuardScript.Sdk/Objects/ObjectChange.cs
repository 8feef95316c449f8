namespace K8GuardScript.Sdk.Objects;

/// <summary>Which parts of an object are not as they were in another version of it.</summary>
[Flags]
internal enum ObjectChange
{
    /// <summary>Nothing that anybody could read, but for its <c>metadata.resourceVersion</c>.</summary>
    None = 0,

    /// <summary>Its <c>status</c>.</summary>
    Status = 1,

    /// <summary>Anything else.</summary>
    Other = 2,
}
