namespace K8GuardScript.Http;

/// <summary>What <c>POST /api/v1/resume</c> takes.</summary>
/// <param name="Policy">the policy whose breaker is to be closed; null ends the pause</param>
/// <param name="By">who wants it, for people</param>
internal sealed record ResumeOrder(string? Policy, string? By) : OrderBody;
