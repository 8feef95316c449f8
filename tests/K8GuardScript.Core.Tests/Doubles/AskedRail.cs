using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Rails;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Says no to what a test names.</summary>
internal sealed class AskedRail : IGuardRail
{
    public bool Bars { get; init; }

    public Func<RailQuestion, bool> SaysNoTo { get; set; } = _ => false;

    public string Name => "asked";

    public bool Binds(ActionCause cause) => true;

    public RailAnswer Ask(RailQuestion question) => !SaysNoTo(question) ? RailAnswer.Yes(Name)
        : Bars ? RailAnswer.Never(Name, "no") : RailAnswer.NotNow(Name, "no");
}
