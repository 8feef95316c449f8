using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What Argo CD or Flux would put back is only warned of, and the tool is named: the fix belongs into Git.</summary>
internal sealed class GitOpsRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "gitops";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public bool WantsManagers(RailQuestion question) =>
        question is { Object: { } target, Settings.Actions.ActsOnGitOps: false } && GitOpsMark.Of(target, managers: null) is not { PutsBack: true };

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        // INVARIANT: what the server will not have read can't be acted on either, so nothing is announced for it.
        if (question is { Managers: null, WhyUnread: { } why } && WantsManagers(question))
            return RailAnswer.Never(Name, $"whether a tool puts it back can't be read: {why}");
        if (question.Object is not { } target || GitOpsMark.Of(target, question.Managers) is not { } mark)
            return RailAnswer.Yes(Name, Nothing(question));
        if (!mark.PutsBack) return RailAnswer.Yes(Name, $"{mark.Manager} made it, and does not put it back by itself");
        return question.Settings.Actions.ActsOnGitOps
            ? RailAnswer.Yes(Name, $"{mark.Manager} may put it back; `actions.gitopsManaged` is `act`")
            : RailAnswer.Never(Name, $"{mark.Manager} would put it back: fix it in Git");
    }

    private static string Nothing(RailQuestion question) => question.Managers is null
        ? "neither a label nor an annotation shows that a tool puts it back"
        : "nothing shows that a tool puts it back";
}
