namespace K8GuardScript.Core.Notify;

/// <summary>A channel did not accept a message.</summary>
/// <param name="message">why, for people; never holds the channel's URL, which is a secret</param>
internal sealed class ChannelException(string message) : Exception(message);
