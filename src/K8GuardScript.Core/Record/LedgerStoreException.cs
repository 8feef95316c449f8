namespace K8GuardScript.Core.Record;

/// <summary>A store could not do what it was asked; nothing of it was done.</summary>
/// <param name="message">why, and what to do about it, for people</param>
/// <param name="cause">what was thrown below, or null</param>
/// <param name="isLasting">whether it stays so until the program starts anew: the store is damaged</param>
internal sealed class LedgerStoreException(string message, Exception? cause = null, bool isLasting = false) : IOException(message, cause)
{
    public bool IsLasting => isLasting;
}
