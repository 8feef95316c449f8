using System.Globalization;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Guard;

/// <summary>Stops every action but undos: a person says so through the API, with a file, or in the settings. Safe from any thread.</summary>
internal sealed class KillSwitch(Ledger ledger, IPauseFile file, TimeProvider clock)
{
    private readonly Lock gate = new();

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
    /// <param name="tell">what is stored with it for people to be told, or null</param>
    /// <exception cref="IOException">it holds, but could not be written down: see <see cref="WriteDown"/></exception>
    public void Pause(string by, string why, Func<IReadOnlyList<OutboxEntry>>? tell = null)
    {
        lock (gate)
        {
            var fact = new PauseFact(true, clock.GetUtcNow(), by, why);
            unsaved = fact;
            Write(fact, tell);
            unsaved = null;
        }
    }

    /// <summary>Writes down a pause that could not be, so that it lasts over a restart; to be called every now and then.</summary>
    /// <exception cref="IOException">it still can't be</exception>
    public void WriteDown()
    {
        if (unsaved is null) return;
        lock (gate)
        {
            if (unsaved is { } fact) Write(fact, null);
            unsaved = null;
        }
    }

    /// <summary>
    /// Lifts what a person said, and lets the guard act on a ledger that began anew after a damaged one. It can't lift a file or a setting.
    /// </summary>
    /// <param name="by">who, for people</param>
    /// <param name="settings">what the settings say now</param>
    /// <param name="tell">what is stored with it for people to be told, or null</param>
    /// <returns>what still pauses, and what to do about it; null if nothing does</returns>
    /// <exception cref="IOException">it could not be written down: what paused still does</exception>
    public string? Resume(string by, ActionSettings settings, Func<IReadOnlyList<OutboxEntry>>? tell = null)
    {
        lock (gate)
        {
            Write(new PauseFact(false, clock.GetUtcNow(), by, ""), tell, new StoredFact(LedgerRail.SetAside, null));
            unsaved = null;
        }

        if (file.Because is { } because) return $"{because}: remove the file";
        return settings.Paused ? "the settings say `actions.paused: true`: take that out" : null;
    }

    private void Write(PauseFact fact, Func<IReadOnlyList<OutboxEntry>>? tell, params IEnumerable<StoredFact> more) => ledger.Commit(
        () => new LedgerChange { Facts = [new StoredFact(PauseFact.Key, fact.ToJson()), .. more], Outbox = tell?.Invoke() ?? [] });

    private static string Words(PauseFact fact)
    {
        var reason = fact.Why.Length > 0 ? $": {fact.Why}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"paused by {fact.By} since {fact.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC{reason}");
    }
}
