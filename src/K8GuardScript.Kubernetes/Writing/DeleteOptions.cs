using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>How to delete: a <c>meta.k8s.io/v1 DeleteOptions</c>.</summary>
internal sealed record DeleteOptions
{
    /// <summary>Only this very object; empty for whatever bears the name.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Only as it was read; empty for any version.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>What becomes of its dependents.</summary>
    public Propagation Propagation { get; init; } = Propagation.ServersChoice;

    /// <summary>Zero removes a pod without asking its kubelet; null for the object's own.</summary>
    public int? GraceSeconds { get; init; }

    /// <summary>The server does everything but delete.</summary>
    public bool DryRun { get; init; }

    /// <summary>Deletes this very object as it was read, and its dependents in the background.</summary>
    /// <exception cref="ArgumentException">a guard is missing: without it another object could be deleted</exception>
    public static DeleteOptions Guarded(string uid, string resourceVersion, bool dryRun)
    {
        ArgumentException.ThrowIfNullOrEmpty(uid);
        ArgumentException.ThrowIfNullOrEmpty(resourceVersion);
        return new DeleteOptions { Uid = uid, ResourceVersion = resourceVersion, Propagation = Propagation.Background, DryRun = dryRun };
    }

    /// <summary>As the body of a request.</summary>
    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(ToNode());

    /// <summary>To be put into an Eviction.</summary>
    public JsonObject ToNode()
    {
        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        var guards = new JsonObject();
        if (Uid.Length > 0) guards["uid"] = Uid;
        if (ResourceVersion.Length > 0) guards["resourceVersion"] = ResourceVersion;
        if (guards.Count > 0) options["preconditions"] = guards;
        if (Propagation != Propagation.ServersChoice) options["propagationPolicy"] = Propagation.ToString();
        if (GraceSeconds is { } seconds) options["gracePeriodSeconds"] = seconds;
        if (DryRun) options["dryRun"] = new JsonArray("All");
        return options;
    }
}
