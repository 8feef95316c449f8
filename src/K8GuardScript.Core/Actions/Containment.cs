using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>Tells whether what an action did to an object still stands, as far as the watch shows it.</summary>
internal static class Containment
{
    /// <summary>Whether a contained violation of the object still is: it does nothing, or bears the mark that was put on it.</summary>
    public static bool Holds(KubeObject target, Ledger ledger) =>
        Dormancy.Of(target) is not null || IsMarked(target, ActionVerb.Label, ledger) || IsMarked(target, ActionVerb.Annotate, ledger);

    private static bool IsMarked(KubeObject target, ActionVerb verb, Ledger ledger)
    {
        if ((string?)target.Annotation(ActionAnnotations.IdOf(verb)) is not { } id) return false;
        if (ledger.FindAction(id) is not { } action || action.Verb != verb || MarkBefore.Parse(action.Previous) is not { } mark) return false;
        return (string?)(verb == ActionVerb.Label ? target.Label(mark.Key) : target.Annotation(mark.Key)) == mark.Is;
    }
}
