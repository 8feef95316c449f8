namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>Who an API server says somebody is (<c>authentication.k8s.io/v1 UserInfo</c>).</summary>
/// <param name="Name">never empty in a verdict; a question may be about groups alone</param>
/// <param name="Uid">may be empty</param>
/// <param name="Groups">may be none</param>
/// <param name="Audiences">that the token is for, of those that were asked for</param>
internal sealed record ReviewedUser(string Name, string Uid, IReadOnlyList<string> Groups, IReadOnlyList<string> Audiences)
{
    /// <summary>What else the server knows, such as scopes; to be handed on when asking what the user may do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
