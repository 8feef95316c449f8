namespace K8GuardScript.Core.Record;

/// <summary>One message to one channel that is to be sent, as it lasts in the ledger.</summary>
/// <param name="Id">unique; sorts by the time at which it was made</param>
/// <param name="Message">the message's id, which people see; one for all channels</param>
/// <param name="Channel">name of the channel</param>
/// <param name="CreatedAt">when it was decided</param>
/// <param name="NotBefore">when to try next</param>
/// <param name="Attempts">how often it was tried in vain</param>
/// <param name="Payload">what is to be told, as JSON of whoever sends it</param>
internal sealed record OutboxEntry(
    string Id, string Message, string Channel, DateTimeOffset CreatedAt, DateTimeOffset NotBefore, int Attempts, string Payload);
