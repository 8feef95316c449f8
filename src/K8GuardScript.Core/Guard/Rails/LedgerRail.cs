using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What can't be written down is not done; and once a damaged ledger was set aside, nothing until a person resumes.</summary>
internal sealed class LedgerRail(Ledger ledger) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "ledger";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => true;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        // what the damaged one knew of warnings and actions is lost: it takes a person to say that counting may start anew
        if (question.Cause != ActionCause.Undo && ledger.SetAside is not null)
            return RailAnswer.Never(Name, "a damaged ledger was set aside, and what it knew is lost: look at it, then `k8guard resume`");
        return ledger.Trouble is { } trouble
            ? RailAnswer.NotNow(Name, $"the ledger can't be written: {trouble}")
            : RailAnswer.Yes(Name, "it can be written");
    }
}
