using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker.Acting;

/// <summary>Tells of actions and undos whose answer was lost, and that a look shows to be done. Their owners hear of them as of any other.</summary>
internal sealed class FoundTelling(Ledger ledger, HappeningLog happenings, ActionEvents events)
{
    public void Tell(ActionRecord found)
    {
        if (found.Cause == ActionCause.Undo)
        {
            happenings.Tell(HappeningKind.Undone, $"{found.Target}: {found.Outcome}, on behalf of {found.By}, as a look shows", found.Policy, found.Target);
            events.Undone(found);
            return;
        }

        var why = found.Episode is { } key && ledger.Find(key) is { } episode ? episode.Message : "a schedule";
        happenings.Tell(HappeningKind.Acted, $"{found.Target}: {found.Outcome}, as a look shows, for {why}", found.Policy, found.Target);
        events.Acted(found, why);
    }
}
