namespace K8GuardScript.Core.Notify;

/// <summary>A way to tell somebody.</summary>
internal interface IChannel
{
    /// <summary>The name under which the settings know it.</summary>
    string Name { get; }

    /// <summary>Returns once the other side has accepted the message.</summary>
    /// <exception cref="ChannelException">it was not accepted, or nobody knows</exception>
    Task SendAsync(Message message, CancellationToken cancel);
}
