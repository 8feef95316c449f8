using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>Tells whether an action fits an object: where it does not, people are only warned.</summary>
internal static class Fitness
{
    /// <param name="ladder">names the action</param>
    /// <param name="kind">the object's kind</param>
    /// <param name="target">the object</param>
    /// <param name="scalable">which kinds have a scale subresource; null for none but built-in ones</param>
    /// <returns>why not, for people; null if it fits</returns>
    public static string? WhyUnfit(LadderOptions ladder, KindName kind, KubeObject target, IScalableKinds? scalable)
    {
        if (ActionPlanner.Outcome(ladder.Action, kind, ladder.Mark) is null) return $"the action does not fit a {kind.Kind}";
        if (ladder.Action == ActionVerb.Stop && ActionPlanner.Sort(kind) == StopSort.Scale)
        {
            switch (scalable?.IsScalable(kind))
            {
                case false: return $"the action does not fit a {kind.Kind}: it has no scale subresource";
                case null: return $"whether a {kind.Kind} can be scaled is not known yet";
            }
        }

        return ActionPlanner.WhyUnfit(ladder.Action, kind, target) is { } why ? $"the action does not fit it: {why}" : null;
    }
}
