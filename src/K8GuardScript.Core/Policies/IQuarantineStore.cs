namespace K8GuardScript.Core.Policies;

/// <summary>Keeps the quarantine across restarts.</summary>
internal interface IQuarantineStore
{
    /// <summary>What was written last; empty if nothing was, or if it can't be understood.</summary>
    IReadOnlyList<HeldPolicy> Read();

    /// <summary>Keeps all of it in the place of what was there. A failure is its own to tell.</summary>
    void Write(IReadOnlyList<HeldPolicy> entries);
}
