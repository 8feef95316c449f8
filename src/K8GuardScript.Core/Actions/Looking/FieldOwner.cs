namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Somebody who wrote fields of an object (meta/v1 ManagedFieldsEntry).</summary>
/// <param name="Name">as the client called itself: <c>kubectl-scale</c>, <c>argocd-controller</c></param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c></param>
/// <param name="Subresource">through which it wrote, such as <c>scale</c>; empty for the object itself</param>
/// <param name="At">when it did last; the smallest instant if that is not said</param>
internal sealed record FieldOwner(string Name, string Operation, string Subresource, DateTimeOffset At);
