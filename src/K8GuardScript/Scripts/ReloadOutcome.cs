using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>What a look at the policies folder came to.</summary>
/// <param name="Changed">whether a new edition is in force</param>
/// <param name="Before">the edition before</param>
/// <param name="Now">the edition in force</param>
/// <param name="Problems">problems with the settings or the folder that were not told yet</param>
internal sealed record ReloadOutcome(bool Changed, Rulebook.Edition Before, Rulebook.Edition Now, IReadOnlyList<string> Problems)
{
    private static readonly Rulebook.Edition None = new(new GuardSettings(), PolicySet.Empty);

    /// <summary>Nothing in the folder changed.</summary>
    public static readonly ReloadOutcome Unchanged = new(false, None, None, []);

    /// <summary>Something changed, and is believed once another look sees the same.</summary>
    public static readonly ReloadOutcome Unsteady = new(false, None, None, []);
}
