using K8GuardScript.Core.Actions;

namespace K8GuardScript.Kubernetes.Scaling;

/// <param name="Result">which of the four; a kind without the subresource is refused</param>
/// <param name="Scale">when found</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record ScaleOutcome(ReadResult Result, Scale? Scale, string Message);
