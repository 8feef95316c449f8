using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What a namespace says about mode and protection is obeyed; where nobody can read it, it may say anything.</summary>
internal sealed class NamespaceRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "namespace";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => question.Namespace is null && question.Target.Namespace.Length > 0
        ? RailAnswer.Never(Name, "its namespace is not known, so neither are its mode and protection")
        : RailAnswer.Yes(Name, "it is known");
}
