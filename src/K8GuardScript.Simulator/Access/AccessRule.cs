namespace K8GuardScript.Simulator.Access;

/// <summary>One rule of a role (rbac.authorization.k8s.io/v1 PolicyRule).</summary>
internal sealed record AccessRule(
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Paths)
{
    public static AccessRule OnPaths(params IReadOnlyList<string> paths) => new(["get"], [], [], [], paths);

    public static AccessRule OnCreate(string group, params IReadOnlyList<string> resources) => new(["create"], [group], resources, [], []);

    public bool Allows(AccessQuestion question)
    {
        if (!Has(Verbs, question.Verb)) return false;
        if (question.Path is { } path) return Paths.Any(pattern => Covers(pattern, path));
        return Has(Groups, question.Group)
            && (Has(Resources, question.FullResource)
                || (question.Subresource.Length > 0 && Resources.Contains($"*/{question.Subresource}")))
            && (Names.Count == 0 || Names.Contains(question.Name));
    }

    private static bool Has(IReadOnlyList<string> list, string value) => list.Contains("*") || list.Contains(value);

    private static bool Covers(string pattern, string path) => pattern == path || pattern == "*"
        || (pattern.EndsWith('*') && path.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
