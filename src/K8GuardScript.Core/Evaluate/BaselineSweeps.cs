using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Finds out when all that was there as a policy came is judged by it and recorded. Used by one caller.</summary>
internal sealed class BaselineSweeps(PolicyLives lives, ChangeQueue queue, ObjectStore store, WaitingObjects waiting)
{
    private readonly List<Sweep> sweeps = [];

    /// <summary>To be called now and then, once everything that a new policy is to judge is in the queue.</summary>
    public void Look()
    {
        var isSettled = store.IsSettled() && waiting.Count == 0;
        foreach (var sweep in sweeps.Where(sweep => sweep.Mark.IsThrough).ToList())
        {
            // INVARIANT: what the rules asked for on the way may be watched only now; with it all is judged once more.
            if (isSettled && !sweep.IsToConfirm) lives.CloseBaselines(sweep.Baselines);
            if (!isSettled || !sweep.IsToConfirm) sweeps.Remove(sweep);
            sweep.IsToConfirm = false;
        }

        if (!isSettled) return;
        var begun = sweeps.SelectMany(sweep => sweep.Baselines).ToHashSet();
        var open = lives.OpenBaselines().Where(baseline => !begun.Contains(baseline)).ToList();
        if (open.Count > 0) sweeps.Add(new Sweep(queue.Mark(), open));
    }

    private sealed class Sweep(QueueMark mark, IReadOnlyList<(string Policy, DateTimeOffset Since)> baselines)
    {
        public QueueMark Mark => mark;

        public IReadOnlyList<(string Policy, DateTimeOffset Since)> Baselines => baselines;

        /// <summary>What follows from what was recorded last comes a moment later.</summary>
        public bool IsToConfirm { get; set; } = true;
    }
}
