namespace K8GuardScript.Core.Notify;

/// <summary>A message that a channel accepted.</summary>
/// <param name="Parcel">what waited for the channel</param>
/// <param name="Message">the words in which it was told</param>
/// <param name="At">when it was accepted</param>
internal sealed record Delivery(Parcel Parcel, Message Message, DateTimeOffset At);
