using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Guard;

/// <summary>What Argo CD or Flux would put back is only warned of, and the tool is named: the fix belongs into Git.</summary>
internal sealed class GitOpsRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "gitops";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        if (question.Object is not { } target || GitOpsMark.Of(target, question.Managers) is not { } mark)
            return RailAnswer.Yes(Name, "nothing shows that a tool puts it back");
        if (!mark.PutsBack) return RailAnswer.Yes(Name, $"{mark.Manager} made it, and does not put it back by itself");
        return question.Settings.Actions.ActsOnGitOps
            ? RailAnswer.Yes(Name, $"{mark.Manager} may put it back; `actions.gitopsManaged` is `act`")
            : RailAnswer.Never(Name, $"{mark.Manager} would put it back: fix it in Git");
    }
}
