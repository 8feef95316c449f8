using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Schedules;

/// <summary>Makes messages of what runs wish, and of what people must hear about them.</summary>
internal interface IRunMessages
{
    /// <summary>A message that a job wished; to be written together with the run's wishes.</summary>
    /// <param name="run">the run's id</param>
    /// <param name="message">what and where to</param>
    /// <returns>none where there is no such channel, which is told</returns>
    IReadOnlyList<OutboxEntry> Wished(string run, JobMessage message);

    /// <summary>Tells whoever looks after the guard.</summary>
    /// <param name="policy">the policy concerned</param>
    /// <param name="text">for people</param>
    void Tell(string policy, string text);
}
