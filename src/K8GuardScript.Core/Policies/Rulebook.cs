using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Policies;

/// <summary>What is in force now: settings and policies, always swapped together. Safe from any thread.</summary>
internal sealed class Rulebook
{
    private volatile Edition current = new(new GuardSettings(), PolicySet.Empty);

    /// <summary>Take it once per decision, so that one decision rests on one edition.</summary>
    public Edition Current => current;

    /// <summary>Puts a new edition in force.</summary>
    /// <returns>the one before</returns>
    public Edition Swap(Edition next) => Interlocked.Exchange(ref current, next);

    /// <summary>Settings and policies that belong together.</summary>
    internal sealed record Edition(GuardSettings Settings, PolicySet Policies);
}
