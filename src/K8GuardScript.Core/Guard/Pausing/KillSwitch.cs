using System.Globalization;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Guard.Pausing;

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
        return Said() is { } fact ? Words(fact) : null;
    }

    /// <summary>Whether it is paused, and <see cref="Resume"/> ends that: neither a file nor a setting holds.</summary>
    /// <param name="settings">what the settings say now</param>
    public bool IsLiftable(ActionSettings settings) => file.Because is null && !settings.Paused && Said() is not null;

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
    /// <param name="tell">what is stored with it for people to be told, or null</param>
    /// <returns>what it lifted, for people; nothing where there was nothing to lift</returns>
    /// <exception cref="IOException">it could not be written down: what paused still does</exception>
    public IReadOnlyList<string> Resume(string by, Func<IReadOnlyList<OutboxEntry>>? tell = null)
    {
        lock (gate)
        {
            var (said, aside) = (Said(), ledger.SetAside);
            if (said is null && aside is null) return [];
            Write(new PauseFact(false, clock.GetUtcNow(), by, ""), tell, new StoredFact(SetAsideLedger.Key, null));
            unsaved = null;
            return [.. ((string?[])[said is null ? null : Words(said), aside is null ? null : Words(aside)]).OfType<string>()];
        }
    }

    // a person's word, while it holds
    private PauseFact? Said() => (unsaved ?? PauseFact.Parse(ledger.Fact(PauseFact.Key))) is { Paused: true } fact ? fact : null;

    private void Write(PauseFact fact, Func<IReadOnlyList<OutboxEntry>>? tell, params IEnumerable<StoredFact> more) => ledger.Commit(
        () => new LedgerChange { Facts = [new StoredFact(PauseFact.Key, fact.ToJson()), .. more], Outbox = tell?.Invoke() ?? [] });

    private static string Words(SetAsideLedger aside) => string.Create(
        CultureInfo.InvariantCulture,
        $"acting on nothing since {aside.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, as the ledger was damaged ({aside.Why}) and set aside as `{aside.File}`");

    private static string Words(PauseFact fact)
    {
        var reason = fact.Why.Length > 0 ? $": {fact.Why}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"paused by {fact.By} since {fact.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC{reason}");
    }
}
