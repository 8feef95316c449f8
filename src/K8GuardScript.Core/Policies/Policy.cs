using System.Text;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Policies;

/// <summary>One policy in one revision: what its script registered, with its effective settings. Immutable but for its counters.</summary>
internal sealed class Policy(PolicyDefinition definition, PolicySettings settings, LadderOptions ladder, string revision)
{
    // asked for with each verdict: of a handful of kinds, looking at each takes less than hashing one
    private readonly (string Group, string Kind, RuleDefinition[] Rules)[] rulesByKind = ByKind(definition.Rules);

    public PolicyDefinition Definition => definition;

    public string Id => definition.Id;

    public PolicySettings Settings => settings;

    /// <summary>The pace after the file, the script and the policy's entry were laid over each other.</summary>
    public LadderOptions Ladder => ladder;

    /// <summary>Hash of script, loaded files, settings and ladder; verdicts, warnings and actions carry it.</summary>
    public string Revision => revision;

    /// <summary>Its id as slots note it, made once: it is noted before each run.</summary>
    public byte[] IdBytes { get; } = Encoding.UTF8.GetBytes(definition.Id);

    /// <summary>Its revision likewise.</summary>
    public byte[] RevisionBytes { get; } = Encoding.UTF8.GetBytes(revision);

    /// <summary>What it has done so far.</summary>
    public PolicyCounters State { get; } = new();

    /// <summary>The same rules with the values that they were built with, under the mode, scope and pace of other settings.</summary>
    public Policy Under(GuardSettings newer)
    {
        var entry = newer.Of(Id) with { Values = settings.Values, ValuesText = settings.ValuesText };
        var pace = PolicyLadder.Of(newer.Escalation, definition.Escalation, entry.Escalation);
        return new Policy(definition, entry, pace, pace == ladder ? revision : Policies.Revision.Of(revision, entry.ValuesText, pace));
    }

    /// <summary>Whether its rules may read the <c>status</c> of an object; what only changes there is nothing to those that do not.</summary>
    public bool ReadsStatus => definition.ReadsStatus;

    /// <summary>Whether an object lies in the namespaces that the settings name for this policy.</summary>
    public bool Concerns(in ObjectKey target) =>
        Glob.Admits(settings.Namespaces, target is { Group: "", Kind: "Namespace" } ? target.Name : target.Namespace);

    /// <summary>The rules to call for objects of a kind; the version does not matter.</summary>
    public IReadOnlyList<RuleDefinition> RulesFor(KindName kind)
    {
        foreach (var (group, name, rules) in rulesByKind)
        {
            if (name == kind.Kind && group == kind.Group) return rules;
        }

        return [];
    }

    /// <summary>Every kind that a rule wants.</summary>
    public IEnumerable<KindName> Kinds => definition.Rules.SelectMany(rule => rule.Kinds).Select(kind => KindName.Parse(kind.ApiVersion, kind.Kind)).Distinct();

    /// <summary>The same with the kinds that rules have looked up so far.</summary>
    public IEnumerable<KindName> Reads => Kinds.Concat(State.LookedUp).DistinctBy(kind => (kind.Group, kind.Kind));

    private static (string Group, string Kind, RuleDefinition[] Rules)[] ByKind(IReadOnlyList<RuleDefinition> rules) => rules
        .SelectMany(rule => rule.Kinds
            .Select(wanted => KindName.Parse(wanted.ApiVersion, wanted.Kind))
            .Select(kind => (Kind: (kind.Group, kind.Kind), Rule: rule))
            .Distinct())
        .GroupBy(pair => pair.Kind, pair => pair.Rule)
        .Select(group => (group.Key.Group, group.Key.Kind, group.ToArray()))
        .ToArray();
}
