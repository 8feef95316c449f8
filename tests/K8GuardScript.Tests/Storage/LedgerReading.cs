using K8GuardScript.Core.Record;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests.Storage;

/// <summary>Reads a ledger's file whole, as only tests do.</summary>
internal static class LedgerReading
{
    /// <summary>Every episode, in the order of the table.</summary>
    public static IReadOnlyList<Episode> All(this SqliteLedger ledger) => [.. ledger.Episodes(Enum.GetValues<EpisodeState>())];
}
