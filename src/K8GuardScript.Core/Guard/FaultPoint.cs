namespace K8GuardScript.Core.Guard;

/// <summary>The places between two steps, where a death must lose nothing and double nothing.</summary>
internal enum FaultPoint
{
    /// <summary>The action is decided and rehearsed; nothing is stored.</summary>
    BeforeIntent,

    /// <summary>The intent is stored; nothing was sent.</summary>
    IntentStored,

    /// <summary>The server answered; the outcome is not stored.</summary>
    ActionAnswered,

    /// <summary>The outcome is stored.</summary>
    OutcomeStored,

    /// <summary>Of an action with several requests: the first was answered, the next is not sent.</summary>
    BetweenRequests,

    /// <summary>Messages are stored that are to be sent.</summary>
    MessagesStored,

    /// <summary>A channel accepted a message; that is not stored.</summary>
    MessageAccepted,

    /// <summary>The acceptance is stored.</summary>
    AcceptanceStored,

    /// <summary>Inside a transaction of the ledger, before its end.</summary>
    InTransaction,

    /// <summary>Inside a migration: the tables are changed by one of its steps, their version is not.</summary>
    InMigration,

    /// <summary>A schedule's run is stored; none of its wishes is done.</summary>
    RunStored,

    /// <summary>An order to undo is stored; nothing is undone.</summary>
    UndoOrdered,
}
