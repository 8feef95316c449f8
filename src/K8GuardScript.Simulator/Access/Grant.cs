namespace K8GuardScript.Simulator.Access;

/// <summary>A rule that a binding gives to a caller.</summary>
/// <param name="Reason">as a SubjectAccessReview tells it: binding, role and subject</param>
internal sealed record Grant(AccessRule Rule, string Reason);
