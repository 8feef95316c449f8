namespace K8GuardScript.Core.Actions.Planning;

/// <summary>A change that fits an object, ready to be sent.</summary>
/// <param name="Outcome">what the object will be, as <c>scaled to 0</c></param>
/// <param name="Requests">one after another, each guarded by what the one before answered; at least one</param>
/// <param name="Version">the object's resourceVersion as it was read: the guard of the first request</param>
/// <param name="Previous">see <see cref="ActionRecord.Previous"/></param>
/// <param name="Manifest">see <see cref="ActionRecord.Manifest"/></param>
internal sealed record PlannedAction(
    string Outcome, IReadOnlyList<PlannedRequest> Requests, string Version, string Previous = "", string? Manifest = null);
