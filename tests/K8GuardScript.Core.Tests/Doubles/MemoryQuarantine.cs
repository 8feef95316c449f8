using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Keeps the quarantine as long as the test.</summary>
internal sealed class MemoryQuarantine : IQuarantineStore
{
    public IReadOnlyList<HeldPolicy> Entries { get; private set; } = [];

    public IReadOnlyList<HeldPolicy> Read() => Entries;

    public void Write(IReadOnlyList<HeldPolicy> entries) => Entries = entries;
}
