namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <param name="At">when it was accepted</param>
/// <param name="After">the instant that it named</param>
/// <param name="Uid">the object that it was about</param>
/// <param name="Revision">what judged it</param>
/// <param name="Team">whom it told</param>
/// <param name="IsShort">whether it was about an object that was created anew, so that grace is enough</param>
internal sealed record PlainWarning(DateTimeOffset At, DateTimeOffset After, string Uid, string Revision, string Team, bool IsShort);
