using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Scan;

/// <summary>What a scan came to.</summary>
internal sealed record ScanReport
{
    /// <summary>Files that were read.</summary>
    public required int Files { get; init; }

    /// <summary>Objects that were judged.</summary>
    public required int Objects { get; init; }

    /// <summary>Documents that are no objects of Kubernetes.</summary>
    public required int Skipped { get; init; }

    /// <summary>Policies that judged.</summary>
    public required int Policies { get; init; }

    /// <summary>Verdicts that stay open, as a look-up has no answer without a cluster.</summary>
    public required int Unknown { get; init; }

    /// <summary>In the order of the files, those that are exempt too.</summary>
    public required IReadOnlyList<ScanFinding> Findings { get; init; }

    /// <summary>Those that count.</summary>
    public IEnumerable<ScanFinding> Violations => Findings.Where(finding => finding.Exempt is null);

    /// <summary>Those that do not, as an exemption holds.</summary>
    public IEnumerable<ScanFinding> Exempt => Findings.Where(finding => finding.Exempt is not null);

    public required IReadOnlyList<ScanFault> Faults { get; init; }

    /// <summary>What could not be read or used: there the report is silent for want of knowledge.</summary>
    public required IReadOnlyList<PlacedProblem> Errors { get; init; }

    /// <summary>2 where something could not be read or used, 3 where a policy broke, 1 for violations, 0 if all is well.</summary>
    /// <param name="failOn">violations below this do not count</param>
    public int ExitCode(Severity failOn)
    {
        if (Errors.Count > 0) return 2;
        if (Faults.Count > 0) return 3;
        return Violations.Any(finding => finding.Policy.Definition.Severity >= failOn) ? 1 : 0;
    }
}
