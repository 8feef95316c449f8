using System.Text.Json;
using K8GuardScript.Core.Actions;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What stands in a body that is about to be sent.</summary>
internal static class SentObject
{
    /// <summary>For a body that is not worth sending.</summary>
    public static WriteOutcome Refused { get; } =
        new(WriteResult.Refused, default, "not sent: the body is no JSON mapping, or nested too deeply");

    /// <returns>null when it is no JSON mapping, or nested deeper than we read</returns>
    public static DocumentHead? TryRead(ReadOnlyMemory<byte> json)
    {
        try
        {
            return DocumentHead.Read(json.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
