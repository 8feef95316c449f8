using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Pausing;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>The kill switch.</summary>
internal sealed class PauseRail(KillSwitch killSwitch) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "pause";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => killSwitch.Because(question.Settings.Actions) is { } why
        ? RailAnswer.NotNow(Name, why)
        : RailAnswer.Yes(Name, "not paused");
}
