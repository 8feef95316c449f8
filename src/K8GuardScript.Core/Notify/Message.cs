namespace K8GuardScript.Core.Notify;

/// <summary>One message to one recipient, about everything that he is owed at this moment.</summary>
/// <param name="Id">unique; shown in the message, so that a repeat can be told from news</param>
/// <param name="Cluster">name of the cluster; may be empty</param>
/// <param name="Recipient">who is told</param>
/// <param name="Warnings">at least one</param>
internal sealed record Message(string Id, string Cluster, Recipient Recipient, IReadOnlyList<Warning> Warnings);
