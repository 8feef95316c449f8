using K8GuardScript.Core.Cases;
using K8GuardScript.Scripts;

namespace K8GuardScript.Trial;

/// <summary>How a policy fared with its cases.</summary>
/// <param name="Name">its id, or while it has none, its file's name without the ending</param>
/// <param name="File">its script as seen from where the user stands</param>
/// <param name="Cases">in the file's order; empty where there are none, or they could not be run</param>
/// <param name="Problems">why they could not be run</param>
internal sealed record TriedPolicy(string Name, string File, IReadOnlyList<TriedCase> Cases, IReadOnlyList<PlacedProblem> Problems)
{
    public int Failed => Cases.Count(one => !one.Result.Passed);
}

/// <param name="Result">what came of it</param>
/// <param name="Took">how long it ran</param>
internal sealed record TriedCase(CaseResult Result, TimeSpan Took);
