using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Scripts.Loading;

/// <summary>Real objects on which a new revision is tried before it is trusted.</summary>
internal interface IObjectSample
{
    /// <summary>A few objects of each of these kinds, as JSON; fewer, or none, where there are not so many.</summary>
    IReadOnlyList<string> Of(IReadOnlyList<ReadKind> kinds);
}
