using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>One thing that can keep the guard from changing the cluster: says yes, or why not.</summary>
/// <remarks>Asked when a message is worded, when somebody asks why, and again right before each write. Safe from any thread; quick; no I/O.</remarks>
internal interface IGuardRail
{
    /// <summary>A word for people and metrics: <c>window</c>, <c>budget</c>, <c>breaker</c>.</summary>
    string Name { get; }

    /// <summary>Whether it has a say in actions of a cause.</summary>
    bool Binds(ActionCause cause);

    /// <summary>False for one that only ever puts off: it is not asked where only a bar matters, as for each violation at each look.</summary>
    bool MayBar => true;

    /// <summary>Whether its answer rests on who manages the field, which only the server knows: then that is read before an action is announced.</summary>
    bool WantsManagers(RailQuestion question) => false;

    RailAnswer Ask(RailQuestion question);
}
