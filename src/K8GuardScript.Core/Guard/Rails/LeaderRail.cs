using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Only the process that leads changes anything, be it to undo something.</summary>
internal sealed class LeaderRail(ILeadership leadership) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "leader";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => true;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => leadership.WhyNot is { } why
        ? RailAnswer.NotNow(Name, why)
        : RailAnswer.Yes(Name, "this process leads");
}
