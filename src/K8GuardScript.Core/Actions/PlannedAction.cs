namespace K8GuardScript.Core.Actions;

/// <summary>A change that fits an object, ready to be sent.</summary>
/// <param name="Outcome">what the object will be, as <c>scaled to 0</c></param>
/// <param name="Patch">the merge patch with its preconditions; null to delete</param>
internal sealed record PlannedAction(string Outcome, byte[]? Patch);
