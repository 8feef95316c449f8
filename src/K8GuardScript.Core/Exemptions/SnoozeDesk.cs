using System.Collections.Immutable;
using System.Text.Json;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Grants, remembers and lifts snoozes. Safe from any thread.</summary>
internal sealed class SnoozeDesk
{
    /// <summary>Nothing is snoozed for longer: what is to last stands in Git.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string Prefix = "snooze/";
    private const int MostText = 1_000;
    private const int MostPolicies = 100;

    // an ended one is shown for a while
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly Lock gate = new();
    private readonly Ledger ledger;
    private readonly Touched touched;
    private readonly HappeningLog happenings;
    private readonly TimeProvider clock;
    private volatile ImmutableList<Snooze> all;

    public SnoozeDesk(Ledger ledger, Touched touched, HappeningLog happenings, TimeProvider clock)
    {
        (this.ledger, this.touched, this.happenings, this.clock) = (ledger, touched, happenings, clock);
        all = [.. ledger.Facts(Prefix).Select(Parse).OfType<Snooze>()];
    }

    /// <summary>Every one, oldest first, those that ended lately too. Another list once anything changed.</summary>
    public IReadOnlyList<Snooze> All => all;

    /// <summary>Grants one, if it may be.</summary>
    /// <exception cref="Exception">the ledger could not be written; then it was not granted</exception>
    public SnoozeOutcome Snooze(SnoozeOrder order)
    {
        if (WhyNot(order) is { } problem) return new SnoozeOutcome(null, problem);
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var snooze = new Snooze(
                Guid.CreateVersion7(now).ToString("N"), order.Policies, order.Object, order.Reason.Trim(), order.By.Trim(), now, now + order.For);
            var gone = all.Where(old => old.Until + Kept < now).ToList();
            Write([new StoredFact(Prefix + snooze.Id, JsonSerializer.Serialize(snooze, SnoozeFormat.Default.Snooze)), .. gone.Select(Forgotten)]);
            all = all.RemoveRange(gone).Add(snooze);
            touched.Add(snooze.Object);
            Tell($"{snooze.Object} is snoozed for {Duration.Format(order.For)} by {Short(snooze.By)}: {Short(snooze.Reason)}", snooze);
            return new SnoozeOutcome(snooze, null);
        }
    }

    /// <summary>Ends one before its time.</summary>
    /// <returns>false if there is none of this id</returns>
    /// <exception cref="Exception">the ledger could not be written; then it still holds</exception>
    public bool Lift(string id, string by)
    {
        lock (gate)
        {
            if (all.Find(snooze => snooze.Id == id) is not { } known) return false;
            Write([Forgotten(known)]);
            all = all.Remove(known);
            touched.Add(known.Object);
            Tell($"{known.Object} is no longer snoozed: lifted by {Short(by)}", known);
            return true;
        }
    }

    private static string? WhyNot(SnoozeOrder order)
    {
        if (order.Policies.Count is 0 or > MostPolicies || order.Policies.Any(policy => policy.Length == 0 || policy[0] == '!'))
            return "name the policies to snooze by their ids; `*` is for all";
        if (order.Object.Kind.Length == 0 || order.Object.Name.Length == 0) return "name the object to snooze by its kind, namespace and name";
        if (string.IsNullOrWhiteSpace(order.Reason)) return "say why, for those who read of it later";
        if (string.IsNullOrWhiteSpace(order.By)) return "say who asks for it";
        if (order.Reason.Length > MostText || order.By.Length > MostText) return $"that is too long: say it in at most {MostText} characters";
        if (order.For <= TimeSpan.Zero) return "a snooze needs a duration above zero, such as `24h`";
        if (order.For > Longest)
        {
            var asked = Duration.Format(order.For);
            return $"`{asked}` is more than a snooze may last: at most {Duration.Format(Longest)}; for longer add an exemption to the settings";
        }

        return null;
    }

    private void Write(IReadOnlyList<StoredFact> facts) => ledger.Commit(() => new LedgerChange { Facts = facts });

    private void Tell(string text, Snooze snooze) => happenings.Tell(HappeningKind.Exemption, text, null, snooze.Object);

    private static StoredFact Forgotten(Snooze snooze) => new(Prefix + snooze.Id, null);

    private static string Short(string text) => PlainText.Clean(text, 200);

    // one that can't be read covers nothing, and must not keep the guard from starting
    private Snooze? Parse(StoredFact fact)
    {
        try
        {
            return JsonSerializer.Deserialize(fact.Value!, SnoozeFormat.Default.Snooze);
        }
        catch (JsonException)
        {
            happenings.Tell(HappeningKind.Exemption, $"the snooze `{fact.Key[Prefix.Length..]}` can't be read, and does not hold: ask for it again");
            return null;
        }
    }
}
