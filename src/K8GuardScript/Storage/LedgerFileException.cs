namespace K8GuardScript.Storage;

/// <summary>The ledger's file can't be used.</summary>
/// <param name="message">what is wrong with which file, and what to do</param>
internal sealed class LedgerFileException(string message) : Exception(message);
