namespace K8GuardScript.Storage;

/// <summary>What the ledger's file holds is not what was written to it.</summary>
/// <param name="message">what was found</param>
internal sealed class LedgerDamageException(string message) : Exception(message);
