namespace K8GuardScript.Http;

/// <summary>What <c>POST /api/v1/undo</c> takes: either ids, or a policy and an instant.</summary>
/// <param name="Actions">ids of actions</param>
/// <param name="Policy">all that this policy did</param>
/// <param name="Since">from this instant on</param>
/// <param name="By">who wants it, for people</param>
internal sealed record UndoOrderBody(IReadOnlyList<string>? Actions, string? Policy, DateTimeOffset? Since, string? By) : OrderBody;
