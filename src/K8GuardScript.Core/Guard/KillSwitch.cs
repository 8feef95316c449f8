using System.Globalization;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Guard;

/// <summary>Stops every action but undos: a person says so through the API, with a file, or in the settings. Safe from any thread.</summary>
internal sealed class KillSwitch(Ledger ledger, IPauseFile file, TimeProvider clock)
{
    // holds where it could not be written down
    private volatile PauseFact? unsaved;

    /// <summary>Why nothing is done now, for people; null while it is not paused.</summary>
    /// <param name="settings">what the settings say now</param>
    public string? Because(ActionSettings settings)
    {
        if (file.Because is { } because) return because;
        if (settings.Paused) return "the settings say `actions.paused: true`";
        return (unsaved ?? PauseFact.Parse(ledger.Fact(PauseFact.Key))) is { Paused: true } fact ? Words(fact) : null;
    }

    /// <summary>Pauses from this moment on, also if the ledger can't be written.</summary>
    /// <param name="by">who, for people</param>
    /// <param name="why">for people; may be empty</param>
    public void Pause(string by, string why)
    {
        var fact = new PauseFact(true, clock.GetUtcNow(), by, why);
        unsaved = fact;
        Write(fact);
        unsaved = null;
    }

    /// <summary>
    /// Lifts what a person said, and lets the guard act on a ledger that began anew after a damaged one. It can't lift a file or a setting.
    /// </summary>
    /// <param name="by">who, for people</param>
    /// <param name="settings">what the settings say now</param>
    /// <returns>what still pauses, and what to do about it; null if nothing does</returns>
    public string? Resume(string by, ActionSettings settings)
    {
        Write(new PauseFact(false, clock.GetUtcNow(), by, ""), new StoredFact(LedgerRail.SetAside, null));
        unsaved = null;
        if (file.Because is { } because) return $"{because}: remove the file";
        return settings.Paused ? "the settings say `actions.paused: true`: take that out" : null;
    }

    private void Write(PauseFact fact, params IEnumerable<StoredFact> more) =>
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(PauseFact.Key, fact.ToJson()), .. more] });

    private static string Words(PauseFact fact)
    {
        var reason = fact.Why.Length > 0 ? $": {fact.Why}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"paused by {fact.By} since {fact.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC{reason}");
    }
}
