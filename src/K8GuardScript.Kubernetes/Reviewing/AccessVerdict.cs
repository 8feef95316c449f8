namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>What came of asking whether somebody may.</summary>
internal enum AccessResult
{
    /// <summary>The server says so.</summary>
    Allowed,

    /// <summary>Nothing allows it, or something forbids it.</summary>
    NotAllowed,

    /// <summary>We may not ask, or the question is none.</summary>
    Refused,

    /// <summary>No usable answer. INVARIANT: never to be taken for allowed.</summary>
    Unknown,
}

/// <param name="Result">which of the four</param>
/// <param name="Message">for people: which rule allows it, or what went wrong; may be empty</param>
internal sealed record AccessVerdict(AccessResult Result, string Message);
