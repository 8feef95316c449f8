namespace K8GuardScript.Core.Notify;

/// <summary>Counts what was sent.</summary>
internal interface INotifyMeter
{
    void Sent(string channel, bool accepted);

    /// <summary>A message was tried for as long as any is, and is dropped.</summary>
    void GaveUp(string channel);
}
