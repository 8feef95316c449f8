using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>The action must fit the kind, and be sure to end what was found.</summary>
/// <param name="scalable">which kinds have a scale subresource; null for none but built-in ones</param>
internal sealed class FitRail(IScalableKinds? scalable) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "fit";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var kind = question.Kind.Kind;
        if (question.Episode?.Source is { } source)
            return RailAnswer.Never(Name, $"it was found at {source}, and what is found at another object only warns");
        if (question.Episode?.Child is { } child)
            return RailAnswer.Never(Name, $"it was found in a {child} and not in the {kind} itself, so no action on the {kind} is sure to end it");
        if (question.Verb == ActionVerb.None) return RailAnswer.Never(Name, "the policy only warns");

        // what a schedule wishes is fitted by whoever plans it: it may be to start as well as to stop
        if (question.Cause == ActionCause.Schedule) return RailAnswer.Yes(Name);
        var ladder = question.Policy.Ladder;
        return question.Object is { } target && Fitness.WhyUnfit(ladder, question.Kind, target, scalable) is { } unfit
            ? RailAnswer.Never(Name, unfit)
            : RailAnswer.Yes(Name, $"it would be {ActionPlanner.Outcome(ladder.Action, question.Kind, ladder.Mark)}");
    }
}
