namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>How far an order to undo came.</summary>
/// <param name="Order">what was ordered</param>
/// <param name="Items">one for each of its actions, in its order</param>
internal sealed record UndoState(UndoOrder Order, IReadOnlyList<UndoItem> Items);

/// <summary>What became of one action of an order.</summary>
/// <param name="Action">its id</param>
/// <param name="Result">how far it came</param>
/// <param name="Why">for people, when it was refused or is not known yet; else empty</param>
internal sealed record UndoItem(string Action, UndoResult Result, string Why);

/// <summary>How far the undo of one action came.</summary>
internal enum UndoResult
{
    /// <summary>It comes.</summary>
    Ordered,

    Done,

    /// <summary>It will not be: the action does not stand any more, or the server says no.</summary>
    Refused,

    /// <summary>Its outcome is being looked up.</summary>
    Unknown,
}
