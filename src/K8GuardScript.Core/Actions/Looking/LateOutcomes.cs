using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>
/// Finds actions that a look did not show, and that are there after all: what timed out may reach the server later. They are open again then, and
/// looked up like any other, so that they are told and can be undone.
/// </summary>
/// <param name="store">what is watched</param>
/// <param name="ledger">what is known of actions</param>
/// <param name="clock">the guard's</param>
internal sealed class LateOutcomes(ObjectStore store, Ledger ledger, TimeProvider clock)
{
    /// <summary>How long after its intent a request is expected at most; an API server gives up after a minute, what lies in between may not.</summary>
    public static readonly TimeSpan Latest = TimeSpan.FromMinutes(15);

    /// <summary>Looks at what is watched; costs no request.</summary>
    /// <exception cref="IOException">it could not be written down</exception>
    public void Look()
    {
        foreach (var action in ledger.ActionsAfter(clock.GetUtcNow() - Latest).Where(IsThere).ToList())
        {
            ledger.Commit(() => new LedgerChange
            {
                Actions = ledger.FindAction(action.Id) is { State: ActionState.Refused } refused
                    ? [refused with { State = ActionState.Unknown, Note = "it is on the object, though a look did not show it", FinishedAt = null }]
                    : [],
            });
        }
    }

    // INVARIANT: the id alone proves nothing, as anybody can write it: the field has to say what the action writes.
    private bool IsThere(ActionRecord action) =>
        action is { State: ActionState.Refused, Cause: not ActionCause.Undo, Removes: false }
        && store.Get(action.Target) is { } seen
        && seen.Uid == action.Uid
        && (string?)seen.Annotation(ActionAnnotations.IdOf(action.Verb)) == action.Id
        && Stands(action, seen);

    // where the replicas of a kind with a scale subresource stand nobody but the server knows; without a generation only a look tells
    private static bool Stands(ActionRecord action, KubeObject seen) =>
        action.Verb == ActionVerb.Stop && ActionPlanner.Sort(action.Kind) == StopSort.Scale
            ? seen.Root["metadata"]["generation"].Integer is null || Containment.IsAsScaled(seen)
            : UndoPlanner.Stands(action, seen, replicas: null);
}
