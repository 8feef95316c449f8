namespace K8GuardScript.Core.Notify;

/// <summary>Counts what was sent.</summary>
internal interface INotifyMeter
{
    void Sent(string channel, bool accepted);
}
