using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Watch;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Check;

/// <summary>Finds actions of the settings that fit none of the kinds that the policy judges: there it only warns.</summary>
internal static class ActionCheck
{
    /// <summary>Of a policy's entry and of its overrides.</summary>
    /// <param name="policy">it has the rules</param>
    /// <param name="entry">its entry as the file has it now</param>
    public static IEnumerable<PlacedProblem> Of(Policy policy, PolicySettings entry)
    {
        var here = $"policies.{policy.Id}";
        List<KindName> kinds = [.. In(policy.Kinds, entry.Scope)];
        if (Unfit(entry, kinds, here) is { } own) yield return own;
        for (var i = 0; i < entry.Overrides.Count; i++)
        {
            var one = entry.Overrides[i];
            if (Unfit(one.Entry, [.. In(kinds, one.Scope)], $"{here}.overrides[{i}]") is { } problem) yield return problem;
        }
    }

    private static IEnumerable<KindName> In(IEnumerable<KindName> kinds, Scope scope) => kinds.Where(kind => scope.Kinds.Admit(kind.Group, kind.Kind));

    // where nothing is judged at all, its scope is told already
    private static PlacedProblem? Unfit(PolicySettings entry, List<KindName> kinds, string here)
    {
        if (entry is not { ActionPlace.Length: > 0, Escalation.Action: { } action } || action == ActionVerb.None) return null;
        if (kinds.Count == 0 || kinds.Any(kind => Fits(action, kind))) return null;
        var names = string.Join(", ", kinds.Take(8).Select(kind => $"`{kind.Kind}`"));
        var message = $"`{here}.escalation.action` is `{Word(action)}`, which fits no kind that it is for ({names}): there it is only warned";
        var other = action == ActionVerb.Stop ? ActionVerb.Delete : ActionVerb.Stop;
        var hint = kinds.Any(kind => Fits(other, kind)) ? $"use `{Word(other)}`, or `none` to only warn" : "use `none` to only warn";
        return PlacedProblem.At(entry.ActionPlace, PlacedProblem.UnfitAction, message) with { IsError = false, Hint = hint };
    }

    // of custom kinds only the cluster knows whether they can be scaled
    private static bool Fits(ActionVerb action, KindName kind) => kind != ObjectStore.ClusterKind && ActionPlanner.Outcome(action, kind) is not null;

    private static string Word(ActionVerb action) => action.ToString().ToLowerInvariant();
}
