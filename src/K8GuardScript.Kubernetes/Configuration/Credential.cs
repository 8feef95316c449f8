namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>What a call shows to the server. No record, so that no text of it can hold the token.</summary>
/// <param name="token">of the Authorization header; null for none</param>
/// <param name="identity">a client certificate that came with the token or instead of it; null for none</param>
/// <param name="ordinal">grows with each renewal by the same source, so that an older one is never taken for news</param>
internal sealed class Credential(string? token, ClientIdentity? identity = null, int ordinal = 0)
{
    /// <summary>See the constructor.</summary>
    public string? Token { get; } = token;

    /// <summary>See the constructor.</summary>
    public ClientIdentity? Identity { get; } = identity;

    /// <summary>See the constructor.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>What a server said, without the token where it says it back.</summary>
    public string Hide(string words) => string.IsNullOrEmpty(Token) ? words : words.Replace(Token, "(token)", StringComparison.Ordinal);

    /// <summary>Whether a server that rejected one would reject the other.</summary>
    public bool IsSameAs(Credential other) => Token == other.Token && ReferenceEquals(Identity, other.Identity);
}
