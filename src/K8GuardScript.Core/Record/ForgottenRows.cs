using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Record;

/// <summary>What a store removed because it was old.</summary>
/// <param name="Episodes">closed episodes, as they were</param>
/// <param name="Actions">actions, as they were, without manifests</param>
/// <param name="Warnings">how many warnings</param>
internal sealed record ForgottenRows(IReadOnlyList<Episode> Episodes, IReadOnlyList<ActionRecord> Actions, int Warnings)
{
    public static readonly ForgottenRows None = new([], [], 0);

    public int Count => Episodes.Count + Actions.Count + Warnings;
}
