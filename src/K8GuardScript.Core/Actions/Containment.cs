using System.Globalization;
using K8GuardScript.Core.Actions.Planning;
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
        Dormancy.Of(target) is not null || IsScaled(target, ledger) || IsMarked(target, ActionVerb.Label, ledger)
        || IsMarked(target, ActionVerb.Annotate, ledger);

    /// <summary>
    /// Whether nobody changed an object since it was scaled through its scale subresource, which may keep the replicas anywhere.
    /// </summary>
    public static bool IsAsScaled(KubeObject target) =>
        (string?)target.Annotation(ActionAnnotations.StoppedGeneration) is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stopped)
        && target.Root["metadata"]["generation"].Integer == stopped;

    private static bool IsScaled(KubeObject target, Ledger ledger) => IsAsScaled(target)
        && (string?)target.Annotation(ActionAnnotations.ActionId) is { } id
        && ledger.FindAction(id)?.Verb == ActionVerb.Stop;

    private static bool IsMarked(KubeObject target, ActionVerb verb, Ledger ledger)
    {
        if ((string?)target.Annotation(ActionAnnotations.IdOf(verb)) is not { } id) return false;
        if (ledger.FindAction(id) is not { } action || action.Verb != verb || MarkBefore.Parse(action.Previous) is not { } mark) return false;
        return (string?)(verb == ActionVerb.Label ? target.Label(mark.Key) : target.Annotation(mark.Key)) == mark.Is;
    }
}
