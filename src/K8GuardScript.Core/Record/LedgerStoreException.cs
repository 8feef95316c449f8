namespace K8GuardScript.Core.Record;

/// <summary>A store could not do what it was asked; nothing of it was done.</summary>
/// <param name="message">why, and what to do about it, for people</param>
/// <param name="cause">what was thrown below, or null</param>
internal sealed class LedgerStoreException(string message, Exception? cause = null) : IOException(message, cause);
