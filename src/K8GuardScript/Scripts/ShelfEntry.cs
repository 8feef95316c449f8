using K8GuardScript.Core.Policies;

namespace K8GuardScript.Scripts;

/// <summary>One script of the folder, and how it fares.</summary>
/// <param name="File">its file's name</param>
/// <param name="Id">the policy's id; null while no version of it could be loaded</param>
/// <param name="State">how it fares</param>
/// <param name="Policy">what is loaded, or null; in force unless the state says otherwise</param>
/// <param name="LoadedAt">since when it is loaded</param>
/// <param name="CompileTime">what compiling it took</param>
/// <param name="Problems">what is wrong with the version in the folder; empty if nothing is</param>
/// <param name="Warnings">what else is to be told about it</param>
/// <param name="WaitsFor">ids whose violations wait for this script, as it may well be theirs, though it is not in force</param>
internal sealed record ShelfEntry(
    string File,
    string? Id,
    ShelfState State,
    Policy? Policy,
    DateTimeOffset? LoadedAt,
    TimeSpan CompileTime,
    IReadOnlyList<ScriptError> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> WaitsFor)
{
    /// <summary>What of its scope, or of those of its overrides, does nothing; with place and remedy.</summary>
    public IReadOnlyList<string> OddScopes { get; init; } = [];

    /// <summary>How it fares right now, with what it does and not only with what it is.</summary>
    public ShelfState Shown => this is { State: ShelfState.Active, Policy.State.IsSlowed: true } ? ShelfState.Slowed : State;
}
