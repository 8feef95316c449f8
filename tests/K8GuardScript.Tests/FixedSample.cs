using K8GuardScript.Scripts.Compiling;
using K8GuardScript.Scripts.Loading;

namespace K8GuardScript.Tests;

/// <summary>Gives the same objects for whatever kinds.</summary>
internal sealed class FixedSample : IObjectSample
{
    public List<string> Objects { get; } = [];

    public IReadOnlyList<string> Of(IReadOnlyList<ReadKind> kinds) => Objects;
}
