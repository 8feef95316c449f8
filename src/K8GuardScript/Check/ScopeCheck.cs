using System.Buffers;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Check;

/// <summary>Finds scopes, and parts of them, that can take in or leave out nothing, which is seldom what somebody meant.</summary>
internal static class ScopeCheck
{
    private static readonly SearchValues<char> InPattern = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-*");

    /// <summary>Everything that is odd about the scope of a policy's entry and about those of its overrides.</summary>
    /// <param name="policy">it has the rules</param>
    /// <param name="entry">its entry as the file has it now: the policy's own may be an older one that says the same elsewhere</param>
    public static IEnumerable<PlacedProblem> Of(Policy policy, PolicySettings entry)
    {
        var here = $"policies.{policy.Id}";
        foreach (var problem in Odd(policy, entry.Scope, here, entry.Place)) yield return problem;
        for (var i = 0; i < entry.Overrides.Count; i++)
        {
            var (one, at) = (entry.Overrides[i], $"{here}.overrides[{i}]");
            foreach (var problem in Odd(policy, one.Scope, at, one.Entry.Place)) yield return problem;
            var before = entry.Overrides.Take(i).ToList().FindIndex(other => TakesInAllOf(other.Scope, one.Scope, policy));
            if (before < 0) continue;
            var all = entry.Overrides[before].Scope.Text == one.Scope.Text ? "the same objects" : "all of its objects before it";
            yield return Hint(one.Entry.Place, $"`{at}` is never asked: `overrides[{before}]` takes in {all}", "remove one, tell them apart, or exchange them");
        }
    }

    private static IEnumerable<PlacedProblem> Odd(Policy policy, Scope scope, string here, string place)
    {
        foreach (var problem in OddKinds([.. policy.Kinds], scope.Kinds, here, place)) yield return problem;
        foreach (var (key, names) in new[] { ("namespaces", scope.Namespaces.Patterns), ("names", scope.Names) })
        {
            if (!names.ExcludesAllItNames) continue;
            var excluded = string.Join(", ", names.All.Where(pattern => pattern.StartsWith('!')).Take(8).Select(pattern => $"`{pattern}`"));
            yield return Hint(place, $"`{here}.{key}` takes in nothing: all of it is excluded by {excluded}", "take one of them out");
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

    // each pattern by itself: one that is misspelt takes its kind out of the policy's sight without a word
    private static IEnumerable<PlacedProblem> OddKinds(IReadOnlyList<KindName> kinds, KindPatterns patterns, string here, string place)
    {
        if (patterns.IsEmpty || kinds.Count == 0) yield break;
        var isNone = !kinds.Any(kind => patterns.Admit(kind.Group, kind.Kind));
        if (isNone) yield return Hint(place, $"`{here}.kinds` takes in no kind that the policy has rules for", Instead(patterns.All, kinds));
        foreach (var pattern in patterns.All)
        {
            var isExcluding = pattern.StartsWith('!');
            var one = new KindPatterns([isExcluding ? pattern[1..] : pattern]);
            if ((isNone && !isExcluding) || kinds.Any(kind => one.Admit(kind.Group, kind.Kind))) continue;
            var what = isExcluding ? "which excludes no kind that the policy has rules for" : "which is no kind that the policy has rules for";
            yield return Hint(place, $"`{here}.kinds` holds `{pattern}`, {what}", Instead([pattern], kinds));
        }
    }

    private static string Instead(IReadOnlyList<string> patterns, IReadOnlyList<KindName> kinds)
    {
        var names = kinds.Select(Shown).ToList();
        var known = names.Concat(kinds.Select(kind => kind.Kind)).ToList();
        var near = patterns.Count == 1 ? NearestName.Of(patterns[0].TrimStart('!'), known) : null;
        if (near is not null) return $"did you mean `{(patterns[0].StartsWith('!') ? "!" : "")}{near}`?";
        return $"it judges {string.Join(", ", names.Take(8))}";
    }

    private static string Shown(KindName kind) => kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}";

    // INVARIANT: false where that is not certain, as with patterns that only overlap
    private static bool TakesInAllOf(Scope first, Scope later, Policy policy) =>
        TakesInAllNamespacesOf(first.Namespaces, later.Namespaces)
        && (first.Objects is null || first.Objects.ToString() == later.Objects?.ToString())
        && (first.Kinds.IsEmpty || IsSame(first.Kinds.All, later.Kinds.All) || policy.Kinds.All(kind => first.Kinds.Admit(kind.Group, kind.Kind)))
        && (first.Names.IsEmpty || first.Names.AdmitsAll || IsSame(first.Names.All, later.Names.All));

    // a condition on namespaces takes in nothing that has none
    private static bool TakesInAllNamespacesOf(NamespaceScope first, NamespaceScope later) =>
        first.IsEmpty
        || (!later.IsEmpty
            && (first.Patterns.IsEmpty || first.Patterns.AdmitsAll || IsSame(first.Patterns.All, later.Patterns.All))
            && (first.Selector is null || first.Selector.ToString() == later.Selector?.ToString()));

    private static bool IsSame(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.SequenceEqual(b, StringComparer.Ordinal);

    private static bool CanBeNamespace(string pattern)
    {
        var name = pattern.AsSpan(pattern.StartsWith('!') ? 1 : 0);
        return name.Length - name.Count('*') <= 63 && !name.ContainsAnyExcept(InPattern);
    }

    private static PlacedProblem Hint(string place, string message, string hint) =>
        PlacedProblem.At(place, PlacedProblem.OddScope, message) with { IsError = false, Hint = hint };
}
