namespace K8GuardScript.Core.Notify;

/// <summary>One message to one recipient, about what he is owed at this moment.</summary>
/// <param name="Id">unique; shown in the message, so that a repeat can be told from news</param>
/// <param name="Cluster">name of the cluster; may be empty</param>
/// <param name="Recipient">who is told</param>
/// <param name="Warnings">may be empty where there are notices</param>
internal sealed record Message(string Id, string Cluster, Recipient Recipient, IReadOnlyList<Warning> Warnings)
{
    /// <summary>What is told beside the warnings; may be empty where there are some.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}
