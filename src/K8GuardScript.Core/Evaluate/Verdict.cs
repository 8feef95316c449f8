using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>The outcome of one policy on one object.</summary>
internal enum VerdictResult
{
    /// <summary>Nothing was found.</summary>
    Passed,

    /// <summary>There are findings.</summary>
    Violated,

    /// <summary>The rule broke: opens nothing, closes nothing.</summary>
    Faulted,

    /// <summary>The policy does not look at this object (any more).</summary>
    NotConcerned,
}

/// <param name="Policy">the policy in the revision that judged; where an override holds for the object, the variant that it makes</param>
/// <param name="Kind">kind of the object in its watched version</param>
/// <param name="Object">which object</param>
/// <param name="Uid">its uid</param>
/// <param name="Result">the outcome</param>
/// <param name="Findings">what was found, when violated</param>
/// <param name="Incomplete">a look-up did not know: what is not found here may still be there</param>
/// <param name="Fault">what broke, when faulted, or in an object below</param>
/// <param name="ChangesAt">the instant at which it must be made again; null if time changes nothing</param>
internal sealed record Verdict(
    Policy Policy,
    KindName Kind,
    ObjectKey Object,
    string Uid,
    VerdictResult Result,
    IReadOnlyList<Finding> Findings,
    bool Incomplete = false,
    string? Fault = null,
    DateTimeOffset? ChangesAt = null)
{
    /// <summary>For people: an object that was to be reported on and is not there; null if none. Such a finding is dropped.</summary>
    public string? Missing { get; init; }

    /// <summary>Other objects that the rules report on, in namespaces that the policy is not for.</summary>
    public IReadOnlyList<ObjectKey> LeftOut { get; init; } = [];

    /// <summary>What was found in objects below this one, that it does not have itself.</summary>
    public IReadOnlyList<ChildFinding> InChildren { get; init; } = [];

    /// <summary>The rule broke because it spent all it may; that may have been the machine's fault, as where it stood still.</summary>
    public bool IsSpent { get; init; }

    /// <summary>Not all that lies below is known, or a rule broke there: what is not found there may still be there.</summary>
    public bool IsOpenBelow { get; init; }

    /// <summary>Which violation a finding of this verdict is.</summary>
    public EpisodeKey KeyOf(Finding finding) => KeyOf(finding, child: null);

    /// <summary>Which violation a finding below the object is.</summary>
    public EpisodeKey KeyOf(ChildFinding below) => KeyOf(below.Finding, below.Kind);

    private EpisodeKey KeyOf(Finding finding, string? child)
    {
        var place = finding.Subject ?? finding.KeyPath;
        return finding.On is { } other && KeyOf(other) is var target && target != Object
            ? new EpisodeKey(Policy.Id, target, place, Object, child)
            : new EpisodeKey(Policy.Id, Object, place, Source: null, child);
    }

    /// <summary>Which object a finding is on.</summary>
    public static ObjectKey KeyOf(OtherObject other) =>
        new(KindName.Parse(other.ApiVersion, other.Kind).Group, other.Kind, other.Namespace, other.Name);
}
