using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Namespaces that the settings protect.</summary>
internal sealed class ProtectedNamespaceRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "protected-namespace";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var home = question.NamespaceName();
        return home.Length > 0 && question.Settings.Actions.ProtectedNamespaces.Any(pattern => Glob.Matches(pattern, home))
            ? RailAnswer.Never(Name, $"namespace `{home}` is protected by the settings")
            : RailAnswer.Yes(Name, "the settings do not protect it");
    }
}
