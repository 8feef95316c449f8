using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Policies;

/// <summary>Makes policies, with a variant for each override, of what a script registered and what the settings say.</summary>
internal static class PolicyMaker
{
    /// <param name="definitions">what the script's body registered with each of the entry's <see cref="PolicySettings.ValueSets"/>, in their order</param>
    /// <param name="scriptHash">hash of the script with everything that it loads</param>
    /// <param name="settings">the settings file</param>
    public static Policy Make(IReadOnlyList<PolicyDefinition> definitions, string scriptHash, GuardSettings settings)
    {
        var entry = settings.Of(definitions[0].Id);
        var byValues = entry.ValueSets.Zip(definitions).ToDictionary(pair => pair.First.ValuesText, pair => pair.Second, StringComparer.Ordinal);
        return Of(entry, entry.Overrides.Select(one => Of(one.Entry, [])));

        Policy Of(PolicySettings part, IEnumerable<Policy> variants)
        {
            var definition = byValues[part.ValuesText];
            var ladder = PolicyLadder.Of(settings.Escalation, definition.Escalation, part.Escalation);
            return new Policy(definition, part, ladder, Revision.Of(scriptHash, part.ValuesText, ladder), [.. variants]);
        }
    }

    /// <summary>
    /// The same rules with the values that they were built with, under the mode, scope and pace of other settings. An override that was
    /// not there then gets the rules of the policy itself.
    /// </summary>
    /// <returns>the same policy where nothing of that is other than it was</returns>
    public static Policy Under(Policy policy, GuardSettings newer)
    {
        var built = policy.Settings.Overrides.Zip(policy.Variants, (one, variant) => (one.Scope.Text, Policy: variant)).ToList();
        var asked = newer.Of(policy.Id);
        var variants = asked.Overrides
            .Select(one => (one.Scope, Policy: Under(built.Find(known => known.Text == one.Scope.Text).Policy ?? policy, one.Entry, [], newer)))
            .ToList();
        var entry = asked with { Overrides = [.. variants.Select(variant => new PolicyOverride(variant.Scope, variant.Policy.Settings))] };
        var under = Under(policy, entry, [.. variants.Select(variant => variant.Policy)], newer);
        if (under.Version != policy.Version) return under;
        return under.Settings.IsSame(policy.Settings) ? policy : With(policy, under.Settings);
    }

    /// <summary>What runs, under another entry that leaves every revision as it is: mode and scope.</summary>
    public static Policy With(Policy running, PolicySettings entry) => new(
        running.Definition, entry, running.Ladder, running.Revision,
        [.. running.Variants.Zip(entry.Overrides, (variant, one) => new Policy(variant.Definition, one.Entry, variant.Ladder, variant.Revision))],
        running.State);

    private static Policy Under(Policy built, PolicySettings entry, IReadOnlyList<Policy> variants, GuardSettings newer)
    {
        var kept = entry with { Values = built.Settings.Values, ValuesText = built.Settings.ValuesText };
        var pace = PolicyLadder.Of(newer.Escalation, built.Definition.Escalation, entry.Escalation);
        var revision = pace == built.Ladder ? built.Revision : Revision.Of(built.Revision, kept.ValuesText, pace);
        return new Policy(built.Definition, kept, pace, revision, variants);
    }
}
