using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>What the ledger's file holds is not what was written to it.</summary>
/// <param name="message">what was found; it quotes a damaged file, in which anything may stand</param>
internal sealed class LedgerDamageException(string message) : Exception(PlainText.Clean(message, LedgerFault.LongestWords));
