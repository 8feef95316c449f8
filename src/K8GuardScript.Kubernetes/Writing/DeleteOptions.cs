using System.Buffers;
using System.Text.Json;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Writes a <c>meta.k8s.io/v1 DeleteOptions</c>.</summary>
internal static class DeleteOptions
{
    /// <summary>Deletes this very object as it was read, and its dependents in the background.</summary>
    /// <exception cref="ArgumentException">a guard is missing: without it another object could be deleted</exception>
    public static ReadOnlyMemory<byte> Guarded(string uid, string resourceVersion, bool dryRun)
    {
        ArgumentException.ThrowIfNullOrEmpty(uid);
        ArgumentException.ThrowIfNullOrEmpty(resourceVersion);

        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "DeleteOptions");
        json.WriteStartObject("preconditions");
        json.WriteString("uid", uid);
        json.WriteString("resourceVersion", resourceVersion);
        json.WriteEndObject();
        json.WriteString("propagationPolicy", "Background");
        if (dryRun)
        {
            json.WriteStartArray("dryRun");
            json.WriteStringValue("All");
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
