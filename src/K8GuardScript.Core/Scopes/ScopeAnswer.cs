namespace K8GuardScript.Core.Scopes;

/// <summary>Whether a scope takes in an object.</summary>
internal enum ScopeAnswer
{
    /// <summary>It does not.</summary>
    Out,

    /// <summary>That rests on the labels of a namespace, or an object, that is not seen: whoever asks must wait, and take neither for granted.</summary>
    Unknown,

    /// <summary>It does.</summary>
    In,
}
