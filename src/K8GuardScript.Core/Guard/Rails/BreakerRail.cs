using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Breaking;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>A policy that suddenly finds fault with many only warns, until a person resumes it.</summary>
internal sealed class BreakerRail(Breaker breaker) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "breaker";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question) => breaker.WhyTripped(question.Policy, question.Settings.Actions) is { } why
        ? RailAnswer.Never(Name, why)
        : RailAnswer.Yes(Name, "not tripped");
}
