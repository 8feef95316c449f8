using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>The lowest mode of file, policy and namespace must be <c>act</c>.</summary>
internal sealed class ModeRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "mode";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => question.Mode == Mode.Act
        ? RailAnswer.Yes(Name, "act")
        : RailAnswer.Never(Name, $"mode {question.Mode.Word()} never acts");
}
