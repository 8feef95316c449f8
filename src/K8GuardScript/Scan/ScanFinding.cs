using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scan;

/// <summary>A violation in a manifest.</summary>
/// <param name="Policy">what it violates</param>
/// <param name="Manifest">the object; <see cref="Manifest.Cluster"/> for what is wrong with all together</param>
/// <param name="Path">the exact place in it</param>
/// <param name="Message">for people</param>
internal sealed record ScanFinding(Policy Policy, Manifest Manifest, string Path, string Message)
{
    /// <summary>The exemption because of which it does not count, or null.</summary>
    public Exemption? Exempt { get; init; }

    /// <summary>The one because of which it would not count, had that not ended; or null.</summary>
    public Exemption? Ended { get; init; }

    /// <summary>Line and column of the field, or of its nearest parent that is there.</summary>
    public (int Line, int Column) Place => Manifest.Places.Find(Manifest.Root, Path);
}

/// <summary>A policy that broke on an object: nothing is known about it there.</summary>
internal sealed record ScanFault(Policy Policy, Manifest Manifest, string Message);
