namespace K8GuardScript.Simulator.Answers;

/// <summary>One entry of <c>details.causes</c> (meta/v1 StatusCause).</summary>
internal sealed record StatusCause(string Reason, string Message, string? Field = null);
