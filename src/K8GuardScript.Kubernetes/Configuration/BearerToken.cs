namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>What may stand in an <c>Authorization: Bearer</c> header.</summary>
internal static class BearerToken
{
    /// <summary>Visible ASCII alone: anything else would break the header, or smuggle another one into the request.</summary>
    public static bool IsWellFormed(string token) => token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~');
}
