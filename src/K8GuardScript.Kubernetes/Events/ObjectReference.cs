using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Events;

/// <summary>Which object an event is about.</summary>
/// <param name="Kind">in any of its versions</param>
/// <param name="Namespace">empty for cluster-scoped kinds</param>
/// <param name="Name"><c>metadata.name</c></param>
/// <param name="Uid">empty when not known; without it <c>kubectl describe</c> does not show the event</param>
internal readonly record struct ObjectReference(KindName Kind, string Namespace, string Name, string Uid)
{
    /// <summary>As it stands in an event.</summary>
    public JsonObject ToNode()
    {
        var node = new JsonObject { ["apiVersion"] = Kind.ApiVersion, ["kind"] = Kind.Kind, ["name"] = Name };
        if (Namespace.Length > 0) node["namespace"] = Namespace;
        if (Uid.Length > 0) node["uid"] = Uid;
        return node;
    }
}
