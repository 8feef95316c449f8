using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Http;

/// <summary>How far an order to undo is.</summary>
/// <param name="Order">its id</param>
/// <param name="Done">whether each action of it is settled</param>
/// <param name="Items">the actions, in the order in which they are undone</param>
internal sealed record UndoAnswer(string Order, bool Done, IReadOnlyList<UndoItemAnswer> Items)
{
    public static UndoAnswer Of(UndoState state, Ledger ledger) => new(
        state.Order.Id, state.Order.FinishedAt is not null, [.. state.Items.Select(item => UndoItemAnswer.Of(item, ledger.FindAction(item.Action)))]);
}

/// <param name="Action">id of the action that is undone</param>
/// <param name="Kind">of its object; empty for an action that is not known</param>
/// <param name="Namespace">of its object; empty for cluster-scoped kinds</param>
/// <param name="Name">of its object</param>
/// <param name="State"><c>ordered</c>, <c>done</c>, <c>refused</c> or <c>unknown</c></param>
/// <param name="Note">why it was refused, or what is not known; else empty</param>
internal sealed record UndoItemAnswer(string Action, string Kind, string Namespace, string Name, string State, string Note)
{
    public static UndoItemAnswer Of(UndoItem item, ActionRecord? action) => new(
        item.Action, action?.Target.Kind ?? "", action?.Target.Namespace ?? "", action?.Target.Name ?? "",
        item.Result.ToString().ToLowerInvariant(), item.Why);
}
