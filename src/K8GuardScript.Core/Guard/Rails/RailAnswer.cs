namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What one guard rail says.</summary>
/// <param name="Rail">its name</param>
/// <param name="Allows">yes</param>
/// <param name="Why">for people: the reason, or what was looked at; may be empty with a yes</param>
/// <param name="Bars">
/// with a no: as things stand it will not be done at all, so nothing is announced either, and what was announced is void. False: it is put
/// off, and what was announced still holds
/// </param>
/// <param name="Until">with a no that only puts it off: when to ask again at the earliest; null if nobody knows</param>
internal sealed record RailAnswer(string Rail, bool Allows, string Why, bool Bars = false, DateTimeOffset? Until = null)
{
    public static RailAnswer Yes(string rail, string why = "") => new(rail, true, why);

    /// <summary>Not now.</summary>
    public static RailAnswer NotNow(string rail, string why, DateTimeOffset? until = null) => new(rail, false, why, false, until);

    /// <summary>Not as things stand.</summary>
    public static RailAnswer Never(string rail, string why) => new(rail, false, why, true);

    /// <summary>One line for people: <c>window: next opens Mon 23 Nov 09:00 UTC+01:00</c>.</summary>
    public override string ToString() => $"{Rail}: {(Why.Length > 0 ? Why : Allows ? "yes" : "no")}";
}
