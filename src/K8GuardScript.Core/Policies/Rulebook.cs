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

    /// <summary>Takes one version of a policy out of force, at once. Does nothing where another one is.</summary>
    /// <param name="policy">its id</param>
    /// <param name="version">its <see cref="Policy.Version"/></param>
    public void Remove(string policy, string version)
    {
        for (var now = current; now.Policies.Find(policy)?.Version == version; now = current)
        {
            var without = now with { Policies = new PolicySet(now.Policies.All.Where(other => other.Id != policy)) };
            if (ReferenceEquals(Interlocked.CompareExchange(ref current, without, now), now)) return;
        }
    }

    /// <summary>Settings and policies that belong together.</summary>
    internal sealed record Edition(GuardSettings Settings, PolicySet Policies);
}
