namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>What came of asking whose token it is.</summary>
internal enum TokenResult
{
    /// <summary>The server knows the token: <see cref="TokenVerdict.User"/> is whose it is.</summary>
    Authenticated,

    /// <summary>The server does not take the token, or it is for another audience.</summary>
    Rejected,

    /// <summary>We may not ask, or there was nothing to ask.</summary>
    Refused,

    /// <summary>No usable answer. INVARIANT: never to be taken for authenticated.</summary>
    Unknown,
}

/// <param name="Result">which of the four</param>
/// <param name="User">when authenticated</param>
/// <param name="Message">for people; the server's words where it said some; never the token</param>
internal sealed record TokenVerdict(TokenResult Result, ReviewedUser? User, string Message);
