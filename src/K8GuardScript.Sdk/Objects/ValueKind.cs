namespace K8GuardScript.Sdk.Objects;

/// <summary>What a place in an object holds.</summary>
internal enum ValueKind : byte
{
    /// <summary>Nothing: the place is named, but the object does not have it.</summary>
    Missing,
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Object,
}
