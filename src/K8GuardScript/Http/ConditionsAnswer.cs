using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Http;

/// <summary>Which objects a policy, or an override, is for; all that is there must be met, and what is null asks for nothing.</summary>
internal sealed record ConditionsAnswer(
    IReadOnlyList<string>? Namespaces, string? NamespaceSelector, string? ObjectSelector, IReadOnlyList<string>? Kinds, IReadOnlyList<string>? Names)
{
    /// <summary>Null for everything.</summary>
    public static ConditionsAnswer? Of(Scope scope) => scope.IsEverything ? null : new ConditionsAnswer(
        Said(scope.Namespaces.Patterns.All), scope.Namespaces.Selector?.ToString(), scope.Objects?.ToString(), Said(scope.Kinds.All), Said(scope.Names.All));

    private static IReadOnlyList<string>? Said(IReadOnlyList<string> patterns) => patterns.Count == 0 ? null : patterns;
}
