using System.Globalization;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Exemptions;

/// <summary>
/// Tells those whom an exemption concerns a week and a day before it ends, each once, across restarts; and everybody who watches when it
/// ended.
/// </summary>
internal sealed class EndAnnouncer(
    ExemptionBook book, SnoozeDesk snoozes, Coverage coverage, Ledger ledger, Rulebook rulebook, NoticeBoard board, Silence silence,
    HappeningLog happenings)
{
    private const string Prefix = "exemption-end/";
    private const string Ended = "ended";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // an end that was longer ago is no news
    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>Looks what is to be told now. Made by one caller, every minute or so.</summary>
    /// <param name="now">the guard's time</param>
    public void Look(DateTimeOffset now)
    {
        if (silence.Because is not null) return;
        var all = book.Current.All.DistinctBy(exemption => exemption.Id).ToList();
        Forget(all);
        foreach (var exemption in all.Where(exemption => exemption.Expires <= now && now - exemption.Expires < News)) TellEnded(exemption);

        var stages = all.ToDictionary(exemption => exemption.Id, exemption => StageOf(exemption, now));
        if (stages.Values.All(stage => stage is null)) return;
        var owners = coverage.Owners(exemption => stages[exemption.Id] is not null).DistinctBy(one => (one.Exemption.Id, one.Owner.Name));
        foreach (var (exemption, owner, violations) in owners) Tell(exemption, stages[exemption.Id]!, owner, violations, now);
    }

    // a snooze is short anyway: whoever asked for a day or less needs no reminder
    private string? StageOf(Exemption exemption, DateTimeOffset now)
    {
        var left = exemption.Expires - now;
        if (left <= TimeSpan.Zero || left > ExemptionStates.Week) return null;
        var snooze = snoozes.All.FirstOrDefault(one => ReferenceEquals(one.AsExemption, exemption));
        if (left > Day) return snooze is null ? "week" : null;
        return snooze is { } asked && asked.Until - asked.At <= Day ? null : "day";
    }

    private void Tell(Exemption exemption, string stage, Recipient owner, int violations, DateTimeOffset now)
    {
        var key = $"{Prefix}{exemption.Id}/{stage}/{owner.Name}";
        if (ledger.Fact(key) is not null) return;
        var text = Text(exemption, violations, rulebook.Current.Settings.TimeZone);

        // INVARIANT: the message and that it was told are written together: neither a death nor a restart loses or repeats one.
        var notice = new Notice(owner, "Exemption ends soon", WarningText.Sentence(text), NoticeKind.ExemptionEnds);
        ledger.Commit(() => new LedgerChange { Facts = [Noted(key, now)], Outbox = owner.Channels.Count == 0 ? [] : board.Post(notice) });
        happenings.Tell(HappeningKind.Exemption, $"{owner.Name} <- {text}");
    }

    private void TellEnded(Exemption exemption)
    {
        var key = $"{Prefix}{exemption.Id}/{Ended}";
        if (ledger.Fact(key) is not null) return;
        ledger.Commit(() => new LedgerChange { Facts = [Noted(key, exemption.Expires)] });
        happenings.Tell(HappeningKind.Exemption, $"{Name(exemption)} ended: what it covered counts again");
    }

    // what is in no file any more, and was told of, is not remembered for ever
    private void Forget(IReadOnlyList<Exemption> all)
    {
        var known = all.Select(exemption => exemption.Id).ToHashSet(StringComparer.Ordinal);
        var stale = ledger.Facts(Prefix).Where(fact => !known.Contains(fact.Key[Prefix.Length..].Split('/')[0])).ToList();
        if (stale.Count > 0) ledger.Commit(() => new LedgerChange { Facts = [.. stale.Select(fact => new StoredFact(fact.Key, null))] });
    }

    private static string Text(Exemption exemption, int violations, TimeZoneInfo zone)
    {
        var end = TimeZoneInfo.ConvertTime(exemption.Expires, zone);
        var when = end.ToString(end.Offset == TimeSpan.Zero ? "ddd d MMM HH:mm 'UTC'" : "ddd d MMM HH:mm 'UTC'zzz", CultureInfo.InvariantCulture);
        var many = violations == 1 ? "1 violation of yours counts" : string.Create(CultureInfo.InvariantCulture, $"{violations} violations of yours count");
        return $"{Name(exemption)} ends {when}; after that {many} again: fix what it covers, or have it renewed";
    }

    private static string Name(Exemption exemption)
    {
        var reason = PlainText.Clean(exemption.Reason, 200);
        var ticket = exemption.Ticket.Length == 0 ? "" : $" ({PlainText.Clean(exemption.Ticket, 50)})";
        var policies = string.Join("`, `", exemption.Policies.Take(5));
        return $"the exemption from `{policies}` for {PlainText.Clean(exemption.Scope.Text, 200)}, because of `{reason}`{ticket},";
    }

    private static StoredFact Noted(string key, DateTimeOffset at) => new(key, $"\"{at.UtcDateTime:O}\"");
}
