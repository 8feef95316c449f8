using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Scripts.Loading;

/// <summary>What making a policy of a script came to.</summary>
/// <param name="Policy">null if it can't be used</param>
/// <param name="Assembly">to be disposed when the policy is not in force any more</param>
/// <param name="CompileTime">what compiling took, now or when it was compiled for the cache</param>
/// <param name="Problems">why it can't be used</param>
/// <param name="Warnings">what else is to be told, for people</param>
internal sealed record BuiltRevision(
    Policy? Policy, ScriptAssembly? Assembly, TimeSpan CompileTime, IReadOnlyList<ScriptError> Problems, IReadOnlyList<string> Warnings)
{
    /// <summary>It is not the script's fault that it can't be used: to be tried again, unchanged.</summary>
    public bool TryAgain { get; init; }

    /// <summary>Why the script's body is held; null if it is not.</summary>
    public HeldPolicy? Held { get; init; }

    public static BuiltRevision Refused(TimeSpan compileTime, params IReadOnlyList<ScriptError> problems) => new(null, null, compileTime, problems, []);
}
