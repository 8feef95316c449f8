using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Notify;

/// <summary>Writes down what a channel accepted: the parcel is gone and the warnings are given, together or not at all.</summary>
internal sealed class AcceptanceBook(Ledger ledger, Outbox outbox, HappeningLog happenings, IFaultPoints faultPoints)
{
    /// <param name="delivery">what was accepted</param>
    /// <param name="settings">decides whose acceptance counts</param>
    public void Record(Delivery delivery, GuardSettings settings)
    {
        var (parcel, message, at) = delivery;
        var waited = new List<Warning>();
        ledger.Commit(() =>
        {
            waited.Clear();

            // another channel may have been told the same since
            var pending = (outbox.Find(parcel.Id) ?? parcel).Content.Warnings.ToLookup(warning => warning.Episode);
            Weight Weigh(Warning warning) =>
                pending[warning.Episode.Key].Any(known => !known.IsOwed) ? Weight.Nothing : Worth(message, parcel.Channel, settings);

            var edits = new ParcelEdits(outbox);
            foreach (var warning in message.Warnings.Where(warning => Weigh(warning) != Weight.Nothing))
            {
                waited.Add(warning);
                Mark(edits, parcel, warning, at);
            }

            var given = WarningLedger.Accepted(message, parcel.Channel, Weigh, ledger.Find, at);
            return given with { Sent = [parcel.Id, .. edits.Sent], Outbox = [.. edits.Outbox] };
        });
        faultPoints.Reach(FaultPoint.AcceptanceStored);
        foreach (var warning in waited)
        {
            var told = WarningText.OneLine(warning, at, settings.TimeZone);
            happenings.Tell(HappeningKind.Warned, $"{message.Recipient.Name} <- {told}", warning.Episode.Key.Policy, warning.Episode.Key.Object);
        }
    }

    // INVARIANT: what only prints never counts, and never hides that the word of somebody who counts is still waited for.
    private static Weight Worth(Message message, string channel, GuardSettings settings)
    {
        if (!message.Recipient.Counts) return Weight.Tells;
        return OwnerDirectory.CanCount(settings, channel) ? Weight.Counts : Weight.Nothing;
    }

    private static void Mark(ParcelEdits edits, Parcel sent, Warning warning, DateTimeOffset at) => edits.Change(
        warning.Episode.Key,
        parcel => parcel.Id == sent.Id,
        other => other.IsOwed && other.IsAbout(warning.Episode) && other.Ordinal == warning.Ordinal
            ? other with { ToldAt = at.ToUnixTimeMilliseconds(), ActionAfter = warning.ActionAfter }
            : other);
}
