using System.Buffers;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Scripts;

namespace K8GuardScript.Check;

/// <summary>Finds scopes that can take in nothing, which is seldom what somebody meant.</summary>
internal static class ScopeCheck
{
    private static readonly SearchValues<char> InPattern = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-*");

    /// <summary>Everything that is odd about the scope of a policy's entry and about those of its overrides.</summary>
    public static IEnumerable<PlacedProblem> Of(Policy policy)
    {
        var entry = policy.Settings;
        var here = $"policies.{policy.Id}";
        foreach (var problem in Odd(policy, entry.Scope, here, entry.Place)) yield return problem;
        for (var i = 0; i < entry.Overrides.Count; i++)
        {
            var (one, at) = (entry.Overrides[i], $"{here}.overrides[{i}]");
            foreach (var problem in Odd(policy, one.Scope, at, one.Entry.Place)) yield return problem;
            var before = entry.Overrides.Take(i).ToList().FindIndex(other => other.Scope.Text == one.Scope.Text);
            if (before < 0) continue;
            yield return Hint(one.Entry.Place, $"`{at}` is never asked: `overrides[{before}]` takes in the same objects", "remove one, or tell them apart");
        }
    }

    private static IEnumerable<PlacedProblem> Odd(Policy policy, Scope scope, string here, string place)
    {
        var kinds = policy.Kinds.ToList();
        if (!scope.Kinds.IsEmpty && kinds.Count > 0 && !kinds.Exists(kind => scope.Kinds.Admit(kind.Group, kind.Kind)))
        {
            var judged = string.Join(", ", kinds.Select(kind => kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}").Take(8));
            yield return Hint(place, $"`{here}.kinds` takes in no kind that the policy has rules for", $"it judges {judged}");
        }

        foreach (var pattern in scope.Namespaces.Patterns.All.Where(pattern => !CanBeNamespace(pattern)))
        {
            yield return Hint(
                place, $"`{here}.namespaces` holds `{pattern}`, which no namespace is called",
                "names of namespaces have at most 63 lower-case letters, digits and `-`; `*` stands for any of them");
        }

        foreach (var (key, selector) in new[] { ("namespaceSelector", scope.Namespaces.Selector), ("objectSelector", scope.Objects) })
        {
            if (selector?.Contradiction() is not { } both) continue;
            yield return Hint(
                place, $"`{here}.{key}` takes in nothing: no labels meet all of {both}", "take one of them out, or write `in (…)` for either value");
        }
    }

    private static bool CanBeNamespace(string pattern)
    {
        var name = pattern.AsSpan(pattern.StartsWith('!') ? 1 : 0);
        return name.Length - name.Count('*') <= 63 && !name.ContainsAnyExcept(InPattern);
    }

    private static PlacedProblem Hint(string place, string message, string hint) =>
        PlacedProblem.At(place, PlacedProblem.OddScope, message) with { IsError = false, Hint = hint };
}
