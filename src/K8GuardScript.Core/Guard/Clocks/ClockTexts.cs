using System.Globalization;

namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>What the guard says of its clock to people.</summary>
internal static class ClockTexts
{
    public const string Unheard = "the API server has not told its time yet";

    /// <returns>null where there is no trouble</returns>
    public static string? Of(ClockTrouble kind, DateTimeOffset wall, DateTimeOffset? server, TimeSpan jumped, DateTimeOffset? ledger) => kind switch
    {
        ClockTrouble.Unheard => Unheard,
        ClockTrouble.Jumped =>
            $"this machine's clock went {(jumped < TimeSpan.Zero ? "back" : "forward")} by {Length(jumped)}, and the API server has not told its time since",
        ClockTrouble.Apart =>
            $"this machine's clock says {Instant(wall)} and the API server's {Instant(server!.Value)}, {Length(wall - server.Value)} apart; "
            + "set right the one that is wrong",
        ClockTrouble.LedgerAhead =>
            $"it is {Instant(wall)}, and the ledger was last written at {Instant(ledger!.Value)}, {Length(ledger.Value - wall)} from now; "
            + "set the clocks right, or wait until then",
        _ => null,
    };

    /// <param name="trouble">the new one, or null for none any more</param>
    /// <param name="now">with no trouble: the time on which both clocks agree</param>
    /// <param name="step">by how much the guard's own time is set to it</param>
    /// <param name="again">whether they agreed before</param>
    /// <returns>null where there is nothing to tell: at a start they agree, as they should</returns>
    public static string? Change(string? trouble, DateTimeOffset now, TimeSpan step, bool again)
    {
        if (trouble is not null) return $"the time can't be trusted: {trouble}; until then nothing is told and nothing is done";
        var isSet = step.Duration() >= GuardClock.LeastJump;
        if (!again && !isSet) return null;
        var told = $"the time can be trusted{(again ? " again" : "")}: it is {Instant(now)}";
        return isSet ? $"{told}, {Length(step)} {(step < TimeSpan.Zero ? "less" : "more")} than the guard had counted" : told;
    }

    private static string Instant(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan time)
    {
        var length = time.Duration();
        return length switch
        {
            { TotalDays: >= 2 } => $"{Number(length.TotalDays)} days",
            { TotalHours: >= 2 } => $"{Number(length.TotalHours)} hours",
            { TotalMinutes: >= 2 } => $"{Number(length.TotalMinutes)} minutes",
            _ => $"{Number(length.TotalSeconds)} s",
        };
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
