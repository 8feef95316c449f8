using System.Collections.Frozen;
using System.Text;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Policies;

/// <summary>
/// One policy in one revision: what its script registered, with its effective settings. Immutable but for its counters. Overrides make
/// variants of it, which are policies with the same id that only <see cref="For(in ObjectKey, KubeObject, KubeObject?, out bool)"/> gives.
/// </summary>
internal sealed class Policy
{
    // asked for with each verdict: of a handful of kinds, looking at each takes less than hashing one
    private readonly (string Group, string Kind, RuleDefinition[] Rules)[] rulesByKind;
    private readonly FrozenSet<(string Group, string Kind)> judged;
    private readonly byte[] versionBytes;
    private readonly Variant[] variants;
    private readonly bool isForAll;

    /// <param name="definition">what the script registered with the entry's values</param>
    /// <param name="settings">its entry</param>
    /// <param name="ladder">its pace and action</param>
    /// <param name="revision">see <see cref="Policies.Revision"/></param>
    /// <param name="variants">one for each of the entry's overrides, in their order</param>
    /// <param name="counters">of the policy in whose place it comes without judging anything else; null to begin anew</param>
    public Policy(
        PolicyDefinition definition, PolicySettings settings, LadderOptions ladder, string revision,
        IReadOnlyList<Policy>? variants = null, PolicyCounters? counters = null)
    {
        (Definition, Settings, Ladder, Revision) = (definition, settings, ladder, revision);
        (Root, State) = (this, counters ?? new PolicyCounters());
        this.variants = [.. settings.Overrides.Zip(variants ?? [], (one, policy) => new Variant(one.Scope, policy))];
        foreach (var variant in this.variants) (variant.Policy.Root, variant.Policy.State) = (this, State);
        rulesByKind = ByKind(definition.Rules);
        judged = rulesByKind.Concat(this.variants.SelectMany(variant => variant.Policy.rulesByKind)).Select(entry => (entry.Group, entry.Kind)).ToFrozenSet();
        isForAll = settings.Scope.IsEverything && this.variants.Length == 0;
        Version = this.variants.Length == 0 ? revision : Policies.Revision.OfAll([revision, .. this.variants.Select(variant => variant.Policy.Revision)]);
        (IdBytes, versionBytes) = (Encoding.UTF8.GetBytes(Id), Encoding.UTF8.GetBytes(Version));
        AsksForNamespaceLabels = settings.Scope.AsksForNamespaceLabels || Array.Exists(this.variants, variant => variant.Scope.AsksForNamespaceLabels);
    }

    public PolicyDefinition Definition { get; }

    public string Id => Definition.Id;

    public PolicySettings Settings { get; }

    /// <summary>The pace after the file, the script and the policy's entry were laid over each other.</summary>
    public LadderOptions Ladder { get; }

    /// <summary>Hash of script, loaded files, settings and ladder; verdicts, warnings and actions carry it. Overrides do not change it.</summary>
    public string Revision { get; }

    /// <summary>Names the revision together with those of the variants: all that runs under this id.</summary>
    public string Version { get; }

    /// <summary>Its id as slots note it, made once: it is noted before each run.</summary>
    public byte[] IdBytes { get; }

    /// <summary>The version of all that runs under this id likewise.</summary>
    public byte[] VersionBytes => Root.versionBytes;

    /// <summary>The policy in the set of which this is a variant; itself where it is none.</summary>
    public Policy Root { get; private set; }

    /// <summary>What it has done so far, with all of its variants.</summary>
    public PolicyCounters State { get; private set; }

    /// <summary>The policies that its overrides make, in their order.</summary>
    public IEnumerable<Policy> Variants => variants.Select(variant => variant.Policy);

    /// <summary>Whether a rule may read the <c>status</c> of an object; what only changes there is nothing to those that do not.</summary>
    public bool ReadsStatus => Definition.ReadsStatus || Array.Exists(variants, variant => variant.Policy.ReadsStatus);

    /// <summary>Whether which objects it judges, or how, may change with the labels of their namespace.</summary>
    public bool AsksForNamespaceLabels { get; }

    /// <summary>What judges an object under this id, as the settings say. Cheap: asked for every object and every policy.</summary>
    /// <param name="key">the object's</param>
    /// <param name="target">the object</param>
    /// <param name="ns">its namespace; null where it has none, where it is not seen, or if nothing <see cref="AsksForNamespaceLabels"/></param>
    /// <param name="isOpen">
    /// true if that rests on the labels of a namespace that is not seen: the verdict must wait. False with null: the object is out of scope
    /// </param>
    /// <returns>the policy itself, or the variant of the first override that takes the object in; null if neither is to judge it</returns>
    public Policy? For(in ObjectKey key, KubeObject target, KubeObject? ns, out bool isOpen)
    {
        isOpen = false;
        return Root.isForAll ? Root : Root.Chosen(key, target, ns, out isOpen);
    }

    /// <summary>The same where it is enough to know that nothing judges it now.</summary>
    /// <inheritdoc cref="For(in ObjectKey, KubeObject, KubeObject?, out bool)" />
    public Policy? For(in ObjectKey key, KubeObject target, KubeObject? ns) => For(key, target, ns, out _);

    /// <summary>Whether the scope's conditions on the namespace leave in an object that another one's verdict reports on.</summary>
    /// <param name="other">the other object's key</param>
    /// <param name="ns">its namespace, or null as for <see cref="For(in ObjectKey, KubeObject, KubeObject?, out bool)"/></param>
    public ScopeAnswer Concerns(in ObjectKey other, KubeObject? ns) => Root.Settings.Scope.CoversNamespaceOf(other, ns);

    /// <summary>Whether another policy gives every object the same verdict: nothing needs to be judged again where one follows the other.</summary>
    public bool JudgesLike(Policy other) =>
        Id == other.Id
        && Version == other.Version
        && Settings.Scope.Text == other.Settings.Scope.Text
        && variants.Select(variant => variant.Scope.Text).SequenceEqual(other.variants.Select(variant => variant.Scope.Text), StringComparer.Ordinal);

    /// <summary>The rules to call for objects of a kind; the version does not matter.</summary>
    public IReadOnlyList<RuleDefinition> RulesFor(KindName kind)
    {
        foreach (var (group, name, rules) in rulesByKind)
        {
            if (name == kind.Kind && group == kind.Group) return rules;
        }

        return [];
    }

    /// <summary>Whether it, or a variant of it, has rules for a kind; the version does not matter.</summary>
    public bool Judges(KindName kind) => judged.Contains((kind.Group, kind.Kind));

    /// <summary>Every kind that a rule wants, of the variants too.</summary>
    public IEnumerable<KindName> Kinds => variants.Select(variant => variant.Policy.Definition).Prepend(Definition)
        .SelectMany(definition => definition.Rules).SelectMany(rule => rule.Kinds)
        .Select(kind => KindName.Parse(kind.ApiVersion, kind.Kind)).Distinct();

    /// <summary>Every kind that a schedule lists, as far as a rehearsal could tell.</summary>
    public IEnumerable<KindName> Lists => Definition.Schedules
        .SelectMany(schedule => schedule.Lists).Select(kind => KindName.Parse(kind.ApiVersion, kind.Kind)).Distinct();

    /// <summary>The same as <see cref="Kinds"/> with the kinds that schedules list, and those that rules and jobs have looked up so far.</summary>
    public IEnumerable<KindName> Reads => Kinds.Concat(Lists).Concat(State.LookedUp).DistinctBy(kind => (kind.Group, kind.Kind));

    private Policy? Chosen(in ObjectKey key, KubeObject target, KubeObject? ns, out bool isOpen)
    {
        var answer = Settings.Scope.Covers(key, target, ns);
        isOpen = answer == ScopeAnswer.Unknown;
        if (answer != ScopeAnswer.In) return null;
        foreach (var variant in variants)
        {
            answer = variant.Scope.SinglesOut(key, target, ns);
            isOpen = answer == ScopeAnswer.Unknown;
            if (answer != ScopeAnswer.Out) return isOpen ? null : variant.Policy;
        }

        return this;
    }

    private static (string Group, string Kind, RuleDefinition[] Rules)[] ByKind(IReadOnlyList<RuleDefinition> rules) => rules
        .SelectMany(rule => rule.Kinds
            .Select(wanted => KindName.Parse(wanted.ApiVersion, wanted.Kind))
            .Select(kind => (Kind: (kind.Group, kind.Kind), Rule: rule))
            .Distinct())
        .GroupBy(pair => pair.Kind, pair => pair.Rule)
        .Select(group => (group.Key.Group, group.Key.Kind, group.ToArray()))
        .ToArray();

    private readonly record struct Variant(Scope Scope, Policy Policy);
}
