namespace K8GuardScript.Core.Notify;

/// <summary>Something to tell that is no warning: nothing is counted by it.</summary>
/// <param name="Recipient">who is told</param>
/// <param name="Subject">what it is in a few words, such as <c>Action taken</c></param>
/// <param name="Text">whole sentences, before any escaping for where they go</param>
/// <param name="Kind">what it is about</param>
internal sealed record Notice(Recipient Recipient, string Subject, string Text, NoticeKind Kind);
