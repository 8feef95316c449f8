namespace K8GuardScript.Http;

/// <summary>What <c>POST /api/v1/pause</c> takes.</summary>
/// <param name="Reason">for people</param>
/// <param name="By">who wants it, for people</param>
internal sealed record PauseOrder(string? Reason, string? By) : OrderBody;
