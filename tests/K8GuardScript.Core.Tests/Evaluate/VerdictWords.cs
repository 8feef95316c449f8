using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>One word for what a verdict comes to, so that many are compared at a glance.</summary>
internal static class VerdictWords
{
    public static string Word(this Verdict verdict) => verdict switch
    {
        { Result: VerdictResult.Faulted } => "faulted",
        { Incomplete: true } => "unknown",
        { Result: VerdictResult.Violated } => "violated",
        { Result: VerdictResult.Passed } => "passed",
        _ => "not-concerned",
    };
}
