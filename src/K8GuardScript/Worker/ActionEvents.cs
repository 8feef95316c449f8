using System.Threading.Channels;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Kubernetes.Events;

namespace K8GuardScript.Worker;

/// <summary>Tells Kubernetes events of what was done to objects. A courtesy: nothing waits for them, and what can't be told is dropped.</summary>
internal sealed class ActionEvents(EventRecorder recorder, ILogger<ActionEvents> log) : BackgroundService
{
    private const int MostWaiting = 1_000;
    private readonly Channel<ClusterEvent> waiting = Channel.CreateBounded<ClusterEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>An action was taken.</summary>
    public void Acted(ActionRecord action, string why) =>
        Tell(action, action.Uid, action.Verb.ToString(), "PolicyViolated", $"{action.Outcome} for policy {action.Policy}: {why}; action {action.Id}", true);

    /// <summary>An action was taken back.</summary>
    public void Undone(ActionRecord undo) => Tell(
        undo, undo.Uid, $"Undo{undo.Verb}", "ActionUndone", $"{undo.Outcome}, on behalf of {undo.By}; it undoes action {undo.Undoes}", false);

    /// <summary>Somebody else undid an action.</summary>
    public void Reverted(Episode episode, ActionRecord action) => Tell(
        action, episode.Uid, "Revert", "ActionReverted",
        $"{episode.RevertedBy} undid what policy {action.Policy} did: {action.Outcome}; action {action.Id}", true);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var told in waiting.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await recorder.TellAsync(told, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: an event that can't be told never keeps anything else from being done.
                WorkerLog.Failed(log, failure, "telling an event");
            }
        }
    }

    private void Tell(ActionRecord action, string uid, string what, string reason, string note, bool isWarning) => waiting.Writer.TryWrite(new ClusterEvent
    {
        Regarding = new ObjectReference(action.Kind, action.Target.Namespace, action.Target.Name, uid),
        Action = what,
        Reason = reason,
        Note = note,
        IsWarning = isWarning,
    });
}
