using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>A rule of a script. Holds the script's code: whoever keeps it keeps the script loaded.</summary>
/// <param name="Kinds">what it wants to be called with</param>
/// <param name="Body">the script's lambda behind the view that it asked for</param>
internal sealed record RuleDefinition(
    IReadOnlyList<(string ApiVersion, string Kind)> Kinds, Action<KubeObject, Findings> Body)
{
    public bool Reads(KubeObject target) => Kinds.Any(kind => kind.Kind == target.Kind && kind.ApiVersion == target.ApiVersion);

    /// <summary>The longest text that the script's body has read or made, which the rule may read again.</summary>
    public int LongestText { get; init; }

    /// <summary>Judges an object of one of the <see cref="Kinds"/>. May be called from several threads at once.</summary>
    /// <exception cref="RuleFaultException">the rule threw</exception>
    public Judgement Judge(KubeObject target, IClusterLookup lookup) => new Evaluation(lookup).Run([this], target);
}
