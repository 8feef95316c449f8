using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What something unknown controls would be put back by it.</summary>
internal sealed class ControllerRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "controller";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => question.Object is { } target && OwnerChain.UnknownController(target) is { } why
        ? RailAnswer.Never(Name, why)
        : RailAnswer.Yes(Name, "nothing unknown controls it");
}
