namespace K8GuardScript.Sdk.Objects;

/// <summary>Whether the texts of a field come again in other objects.</summary>
internal enum TextHabit : byte
{
    /// <summary>Nobody knows: what comes twice is taken to come again.</summary>
    Unknown,

    /// <summary>As images, kinds, phases.</summary>
    Recurring,

    /// <summary>As uids and addresses.</summary>
    Unique,
}
