using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Guard;

namespace K8GuardScript.Worker.Acting;

/// <summary>Has actions undone that were ordered to be or are not needed any more, and names who undid one himself.</summary>
internal sealed class TakingBack(RevertNamer namer, UndoDesk desk, AutoUndo autoUndo, ILeadership leadership, UndoTelling telling)
{
    /// <summary>From now on it is told what came of orders.</summary>
    public void Follow() => desk.Settled += telling.Tell;

    /// <summary>One round. What somebody ordered comes before what the guard does by itself: he may be waiting for it.</summary>
    public async Task CarryOutAsync(CancellationToken cancel)
    {
        foreach (var (episode, action) in await namer.NameAsync(cancel).ConfigureAwait(false)) telling.TellRevert(episode, action);
        if (desk.HasOpen) await desk.CarryOutAsync(cancel).ConfigureAwait(false);

        // who does not lead only counts failures, and would be late once he does
        if (leadership.WhyNot is not null) return;
        foreach (var (action, report) in await autoUndo.CarryOutAsync(cancel).ConfigureAwait(false)) telling.Tell(action, report);
    }
}
