namespace K8GuardScript.Simulator.Access;

/// <summary>Who sent a request (authentication.k8s.io/v1 UserInfo).</summary>
internal sealed record Caller(string Name, string Uid, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";
    public const string Authenticated = "system:authenticated";

    private const string AccountPrefix = "system:serviceaccount:";

    public static readonly Caller Admin = new("admin", "", [Masters, Authenticated]);
    public static readonly Caller Nobody = new("nobody", "nobody", ["nobodies", Authenticated]);
    public static readonly Caller Anonymous = new("system:anonymous", "", ["system:unauthenticated"]);

    /// <summary>The token's own id, as <c>JTI=...</c>; null for callers without one.</summary>
    public string? Credential { get; init; }

    public bool IsMaster => Groups.Contains(Masters);

    public static Caller ServiceAccount(string ns, string name, string uid) => new(
        $"{AccountPrefix}{ns}:{name}", uid, ["system:serviceaccounts", $"system:serviceaccounts:{ns}", Authenticated]);

    /// <summary>Another user, as the impersonation headers name one: a service account is in its own groups.</summary>
    public static Caller Impersonated(string name, IReadOnlyList<string> groups)
    {
        if (groups.Count == 0 && name.StartsWith(AccountPrefix, StringComparison.Ordinal)
            && name[AccountPrefix.Length..].Split(':') is [var ns, var account]) return ServiceAccount(ns, account, "");
        return new Caller(name, "", [.. groups, Authenticated]);
    }
}
