using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;
using K8GuardScript.Terminal;

namespace K8GuardScript.Worker.Acting;

/// <summary>Tells what came of an action that was due, in the log of happenings, as a number, and as an event of the cluster.</summary>
internal sealed class ActionTelling(HappeningLog happenings, GuardMetrics metrics, ActionEvents events)
{
    public void Tell(Outlook due, ActionReport report)
    {
        var (key, ladder) = (due.Episode.Key, due.Policy.Ladder);
        metrics.Acted(ladder.Action.ToString().ToLowerInvariant(), report.Result.ToString().ToLowerInvariant());
        if (report is { Result: ActionResult.Done, Record: { } done })
        {
            var text = $"{key.Object}: {done.Outcome}, after {CountedWords.Of(due.Episode.AcceptedWarnings, "warning")}, for {due.Episode.Message}";
            happenings.Tell(HappeningKind.Acted, text, key.Policy, key.Object);
            events.Acted(done, due.Episode.Message);
            return;
        }

        // what waits is shown with its violation; told each time it would drown the rest
        if (report.Result == ActionResult.Held) return;
        var planned = ActionPlanner.Outcome(ladder.Action, due.Episode.Kind, ladder.Mark);
        happenings.Tell(HappeningKind.NotActed, $"{key.Object}: not {planned}: {report.Why}", key.Policy, key.Object);
    }
}
