namespace K8GuardScript.Sdk.Objects;

/// <summary>In which object members are read: in some, not all of them are kept.</summary>
internal enum MemberPlace
{
    /// <summary>Anywhere else.</summary>
    Other,

    /// <summary>The object itself.</summary>
    Root,

    /// <summary>The object's <c>metadata</c>.</summary>
    Metadata,

    /// <summary>The object's <c>metadata.annotations</c>.</summary>
    Annotations,

    /// <summary>A Secret's <c>data</c> or <c>stringData</c>: keys stay, values read as null.</summary>
    HiddenValues,
}
