namespace K8GuardScript.Core.Notify;

/// <summary>A message was not accepted.</summary>
/// <param name="IsStopped">the program is stopping: nothing is known of the channel</param>
/// <param name="RetryAfter">how long the other side asks to be left alone, or null</param>
internal sealed record SendFailure(bool IsStopped, TimeSpan? RetryAfter);
