using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <summary>A script did not end, and its thread was given up.</summary>
/// <param name="mark">what ran</param>
internal sealed class LostRunException(RunMark mark) : Exception($"`{mark.Name}` could not be stopped{mark.OnWhat}")
{
    public RunMark Mark => mark;
}
