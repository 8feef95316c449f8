namespace K8GuardScript.Http;

/// <summary>What <c>POST /api/v1/resume</c> answers.</summary>
/// <param name="Lifted">what held until now and does so no more, for people; empty where there was nothing to lift</param>
/// <param name="State">how the guard is now: it may still be held by something else</param>
internal sealed record ResumeAnswer(IReadOnlyList<string> Lifted, GuardStateAnswer State);
