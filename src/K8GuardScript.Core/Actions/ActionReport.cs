using K8GuardScript.Core.Guard.Rails;


namespace K8GuardScript.Core.Actions;

/// <summary>What came of trying to act.</summary>
internal enum ActionResult
{
    /// <summary>The cluster shows it.</summary>
    Done,

    /// <summary>It is not called for any more.</summary>
    NotDue,

    /// <summary>Something puts it off: a disruption budget, a server that is busy.</summary>
    NotNow,

    /// <summary>Somebody else changed the object meanwhile.</summary>
    Conflict,

    /// <summary>A guard rail says not yet.</summary>
    Held,

    /// <summary>The server said no, or could not be asked.</summary>
    Failed,

    /// <summary>Nobody knows; look before trying again.</summary>
    Unknown,
}

/// <param name="Result">which of the seven</param>
/// <param name="Why">for people; empty when done</param>
/// <param name="Record">the stored action when done</param>
internal sealed record ActionReport(ActionResult Result, string Why, ActionRecord? Record)
{
    public static readonly ActionReport Conflict = new(ActionResult.Conflict, "somebody else changed the object meanwhile", null);

    public static ActionReport Done(ActionRecord record) => new(ActionResult.Done, "", record);

    public static ActionReport NotDue(string why) => new(ActionResult.NotDue, why, null);

    /// <summary>A guard rail puts it off; what one bars is not due.</summary>
    public static ActionReport Held(RailAnswer no) => no.Bars ? NotDue(no.ToString()) : new(ActionResult.Held, no.ToString(), null);

    public static ActionReport NotNow(string why) => new(ActionResult.NotNow, why, null);

    public static ActionReport Failed(string why) => new(ActionResult.Failed, why, null);

    public static ActionReport Unknown(string why) => new(ActionResult.Unknown, why, null);
}
