using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Http;

/// <summary>The object at which a violation of another one was found; group and namespace may be empty.</summary>
internal sealed record SourceAnswer(string Group, string Kind, string Namespace, string Name)
{
    public static SourceAnswer? Of(ObjectKey? source) =>
        source is { } key ? new SourceAnswer(key.Group, key.Kind, key.Namespace, key.Name) : null;
}
