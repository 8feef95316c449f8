using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>A disk that is full: what was there can be read, nothing can be written while <see cref="Full"/>.</summary>
internal sealed class ThrowingLedgerStore(params Episode[] known) : ILedgerStore
{
    public bool Full { get; set; } = true;

    public IReadOnlyList<Episode> Episodes() => known;

    public IReadOnlyList<ActionRecord> Actions() => [];

    public void Save(LedgerChange change)
    {
        if (Full) throw new IOException("the disk is full");
    }
}
