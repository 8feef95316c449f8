using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests;

/// <summary>Reads a ledger whole, as only tests do.</summary>
internal static class LedgerReading
{
    /// <summary>Every episode, also those that are closed.</summary>
    public static IReadOnlyList<Episode> Episodes(this Ledger ledger) => [.. Enum.GetValues<EpisodeState>().SelectMany(ledger.In)];
}
