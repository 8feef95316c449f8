using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>Carries out whatever is wished, as the ledger sees it; <see cref="Answer"/> can have it otherwise.</summary>
internal sealed class ObeyingCarrier(Ledger ledger, TimeProvider clock) : IWishCarrier
{
    private readonly Lock gate = new();
    private int underWay;

    /// <summary>What was asked, as <c>Deployment dev-1/web</c>, with <c>undo</c> before it.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The most that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Null from it: it is done.</summary>
    public Func<Wish, WishReport?> Answer { get; set; } = _ => null;

    public async Task<WishReport> CarryOutAsync(Wish wish, NamespaceReads homes, CancellationToken cancel)
    {
        lock (gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++underWay);
            Asked.Add(wish.Undoes is null ? $"{wish.Target}" : $"undo {wish.Target}");
        }

        await Task.Yield();
        lock (gate)
        {
            underWay--;
            if (Answer(wish) is { } other) return other;
            ledger.Commit(() => new LedgerChange { Actions = [ActionOf(wish)] });
            return new WishReport(WishResult.Done);
        }
    }

    /// <summary>The action that is recorded for a wish.</summary>
    public ActionRecord ActionOf(Wish wish, ActionState state = ActionState.Done) => new()
    {
        Id = $"{wish.Run} {(wish.Undoes is null ? "" : "undo ")}{wish.Target}",
        Policy = wish.Schedule.Policy,
        Target = wish.Target,
        Cause = wish.Undoes is null ? ActionCause.Schedule : ActionCause.Undo,
        Run = wish.Run,
        Undoes = wish.Undoes,
        Kind = wish.Kind,
        Uid = wish.Uid,
        Verb = wish.Verb,
        Outcome = "scaled to 0",
        Revision = "rev-1",
        State = state,
        IntendedAt = clock.GetUtcNow(),
        FinishedAt = clock.GetUtcNow(),
    };
}
