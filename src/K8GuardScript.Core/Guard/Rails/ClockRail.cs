using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Clocks;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Nothing is done while the time can't be trusted. An undo rests on no time.</summary>
internal sealed class ClockRail(IClockHealth clock) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "clock";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => clock.Trouble is { } why
        ? RailAnswer.NotNow(Name, why)
        : RailAnswer.Yes(Name, "the clocks agree");
}
