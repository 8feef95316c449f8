namespace K8GuardScript.Kubernetes.Tests.Conformance;

/// <summary>All conformance tests share one server, and each makes and removes a namespace of its own in it.</summary>
[CollectionDefinition(Name)]
public sealed class ConformanceSuite : ICollectionFixture<ConformanceServer>
{
    public const string Name = "conformance";
}
