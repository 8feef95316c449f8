namespace K8GuardScript.Core.Notify;

/// <summary>A channel did not accept a message.</summary>
/// <param name="message">why, for people; never holds the channel's URL, which is a secret</param>
/// <param name="retryAfter">how long the other side asks to be left alone, or null</param>
internal sealed class ChannelException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>How long the other side asks to be left alone, or null.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
