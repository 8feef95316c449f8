using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>Why nobody is told anything for now. A pause is no reason: it stops actions, not warnings.</summary>
internal sealed class Silence(Ledger ledger, ILeadership leadership, IClockHealth health)
{
    /// <summary>Whether another process does the telling.</summary>
    public bool IsStandby => leadership.IsStandby;

    /// <summary>For people; null while everything may be told.</summary>
    public string? Because => BesidesLedger ?? (ledger.Trouble is { } trouble ? $"the ledger can't be written: {trouble}" : null);

    /// <summary>The same without the ledger, which has to be tried to see whether it can be written again.</summary>
    public string? BesidesLedger
    {
        get
        {
            if (leadership.IsStandby) return $"another process leads: {leadership.WhyNot}";
            return health.Trouble is { } trouble ? $"the time can't be trusted: {trouble}" : null;
        }
    }
}
