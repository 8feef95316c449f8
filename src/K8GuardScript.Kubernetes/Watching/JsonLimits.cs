using System.Text.Json;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>How JSON of the API is read.</summary>
internal static class JsonLimits
{
    /// <summary>.NET's default of 64 refuses definitions and custom resources that are quite usual.</summary>
    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = 512 };
}
