using System.Globalization;

namespace K8GuardScript.Core.Record;

/// <summary>The ledger's own memory of the time: when it was last known to be written, so that a start can tell that a clock went back.</summary>
internal static class ClockMark
{
    private const string Key = "clock";

    /// <summary>When it was last marked; null if it never was.</summary>
    public static DateTimeOffset? Last(Ledger ledger) =>
        DateTimeOffset.TryParse(ledger.Fact(Key)?.Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <param name="now">on which all clocks agreed; shared with whatever else is written</param>
    public static LedgerChange At(DateTimeOffset now) =>
        new() { Facts = [new StoredFact(Key, $"\"{now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\"")] };
}
