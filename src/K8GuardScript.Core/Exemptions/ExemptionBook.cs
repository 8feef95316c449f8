using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Exemptions;

/// <summary>The exemptions in force: those of the settings, and what was snoozed. Safe from any thread.</summary>
internal sealed class ExemptionBook(Rulebook rulebook, SnoozeDesk snoozes, IClockHealth health) : IExemptions
{
    private volatile Pages? pages;
    private long trusted;

    /// <summary>Every exemption, ended ones too, as they are now.</summary>
    public ExemptionIndex Current
    {
        get
        {
            var (written, snoozed) = (rulebook.Current.Settings.Exemptions, snoozes.All);
            if (pages is { } known && ReferenceEquals(known.Written, written) && ReferenceEquals(known.Snoozed, snoozed)) return known.Index;
            var index = new ExemptionIndex([.. written, .. snoozed.Select(snooze => snooze.AsExemption)]);
            pages = new Pages(written, snoozed, index);
            return index;
        }
    }

    /// <inheritdoc />
    public Exemption? For(EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now) =>
        Current.Holding(key, target, ns, EndsBefore(now));

    /// <summary>What ended by this instant does not hold.</summary>
    /// <remarks>INVARIANT: while the time can't be trusted no exemption ends: what held when it last could goes on holding.</remarks>
    public DateTimeOffset EndsBefore(DateTimeOffset now)
    {
        if (health.Trouble is not null) return new DateTimeOffset(Volatile.Read(ref trusted), TimeSpan.Zero);
        Volatile.Write(ref trusted, now.UtcTicks);
        return now;
    }

    private sealed record Pages(IReadOnlyList<Exemption> Written, IReadOnlyList<Snooze> Snoozed, ExemptionIndex Index);
}
