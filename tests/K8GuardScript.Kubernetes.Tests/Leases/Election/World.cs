namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>
/// The true time of a deterministic history, and what is to happen when. Everything runs in <see cref="RunFor"/>, on the thread that calls
/// it: what awaits goes on there as well, in the order in which it became ready.
/// </summary>
internal sealed class World : SynchronizationContext
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> agenda = new();
    private long order;

    /// <summary>Since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Called after each thing that happened.</summary>
    public Action Happened { get; set; } = () => { };

    public void After(TimeSpan delay, Action action) => agenda.Enqueue(action, (Now + delay, order++));

    public override void Post(SendOrPostCallback d, object? state) => After(TimeSpan.Zero, () => d(state));

    /// <summary>Does what is due until then.</summary>
    public void RunFor(TimeSpan length)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var end = Now + length;
            while (agenda.TryPeek(out var action, out var due) && due.At <= end)
            {
                agenda.Dequeue();
                Now = due.At > Now ? due.At : Now;
                action();
                Happened();
            }

            Now = end;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
