namespace K8GuardScript.Core.Cases;

/// <summary>What running a case came to.</summary>
/// <param name="Case">the case</param>
/// <param name="Differences">for people: how what was found differs from what was expected; empty when the case passed</param>
internal sealed record CaseResult(PolicyCase Case, IReadOnlyList<string> Differences)
{
    public bool Passed => Differences.Count == 0;
}
