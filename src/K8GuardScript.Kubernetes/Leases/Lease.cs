using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Leases;

/// <summary>A <c>coordination.k8s.io/v1 Lease</c>.</summary>
internal sealed record Lease
{
    /// <summary>Where leases live.</summary>
    public static ResourcePath Resource { get; } = new(new KindName("coordination.k8s.io", "v1", "Lease"), "leases", IsNamespaced: true);

    /// <summary>Who holds it; empty for nobody.</summary>
    public string Holder { get; init; } = "";

    /// <summary>How long a holder that does not renew still holds it, from when its last change was observed; whole seconds.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Of the holder's clock. INVARIANT: never compared with our own.</summary>
    public DateTimeOffset? AcquiredAt { get; init; }

    /// <summary>Of the holder's clock. INVARIANT: never compared with our own.</summary>
    public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>How often the holder changed.</summary>
    public int Transitions { get; init; }

    /// <summary>Which lease; empty for one that is to be created.</summary>
    public string Uid { get; init; } = "";

    /// <summary>As observed; empty for one that is to be created.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <param name="json">an answer of this kind</param>
    /// <returns>null when it has no uid or no version, so that it can't be renewed</returns>
    public static Lease? TryRead(ReadOnlyMemory<byte> json)
    {
        var root = JsonFields.Parse(json);
        var (metadata, spec) = (root.Field("metadata"), root.Field("spec"));
        var (uid, version) = (metadata.Text("uid"), metadata.Text("resourceVersion"));
        return uid.Length == 0 || version.Length == 0 ? null : new Lease
        {
            Holder = spec.Text("holderIdentity"),
            Duration = TimeSpan.FromSeconds(spec.Number("leaseDurationSeconds")),
            AcquiredAt = MicroTime.TryParse(spec.Text("acquireTime")),
            RenewedAt = MicroTime.TryParse(spec.Text("renewTime")),
            Transitions = spec.Number("leaseTransitions"),
            Uid = uid,
            ResourceVersion = version,
        };
    }

    /// <summary>As the body of a request.</summary>
    public ReadOnlyMemory<byte> ToJson(string @namespace, string name)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = @namespace };
        if (Uid.Length > 0) metadata["uid"] = Uid;
        if (ResourceVersion.Length > 0) metadata["resourceVersion"] = ResourceVersion;
        var spec = new JsonObject { ["holderIdentity"] = Holder, ["leaseDurationSeconds"] = (int)Duration.TotalSeconds };
        if (AcquiredAt is { } acquired) spec["acquireTime"] = MicroTime.Format(acquired);
        if (RenewedAt is { } renewed) spec["renewTime"] = MicroTime.Format(renewed);
        spec["leaseTransitions"] = Transitions;
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["apiVersion"] = Resource.Kind.ApiVersion,
            ["kind"] = Resource.Kind.Kind,
            ["metadata"] = metadata,
            ["spec"] = spec,
        });
    }
}
