using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Record;

/// <summary>The latest warning that a channel accepted, with what it was about: an action must rest on exactly that.</summary>
/// <param name="AcceptedAt">when the channel said yes</param>
/// <param name="Uid">the object's uid in the message</param>
/// <param name="Revision">the policy's revision that led to it</param>
/// <param name="AnnouncedAction">the action that it announced; <see cref="ActionVerb.None"/> if it announced none</param>
/// <param name="Channel">which channel accepted it</param>
/// <param name="Recipient">whom it was addressed to</param>
/// <param name="NotBefore">the instant after which it said that the action comes; null if it announced none</param>
internal sealed record AcceptedWarning(
    DateTimeOffset AcceptedAt, string Uid, string Revision, ActionVerb AnnouncedAction, string Channel, string Recipient,
    DateTimeOffset? NotBefore = null);
