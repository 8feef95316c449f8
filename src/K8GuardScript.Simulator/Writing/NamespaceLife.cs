using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>What a new namespace gets, and how one ends: its contents go one by one, and with the last of them the namespace.</summary>
internal sealed class NamespaceLife(ResourceCatalog catalog, ObjectWriter writer)
{
    /// <summary>The service account and the certificate that controllers of a real cluster put into each namespace.</summary>
    public void Furnish(WriteTransaction tx, string ns)
    {
        Add(tx, "serviceaccounts", new ObjectName(ns, "default"), []);
        Add(tx, "configmaps", new ObjectName(ns, "kube-root-ca.crt"), new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject
                {
                    ["kubernetes.io/description"] = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal "
                        + "endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across "
                        + "distributions of Kubernetes clusters.",
                },
            },
            ["data"] = new JsonObject { ["ca.crt"] = "" },
        });
    }

    /// <summary>Deletes all that is in a terminating namespace.</summary>
    public void Empty(WriteTransaction tx, string ns)
    {
        foreach (var resource in tx.Index.ContentsOf(ns).Keys.OrderBy(id => id.Plural, StringComparer.Ordinal).ToList())
        {
            if (catalog.All.FirstOrDefault(type => type.StoredAs == resource) is not { } type) continue;
            foreach (var inside in tx.All(resource).Where(item => item.Name.Namespace == ns))
            {
                // an earlier deletion may have taken it along
                if (tx.Find(resource, inside.Name) is { } present) writer.Deletion.Delete(tx, type, present, DeleteOptions.Background);
            }
        }

        if (tx.Index.ContentsOf(ns).Count > 0) Tell(tx, ns);
        else Finish(tx, ns);
    }

    /// <summary>Ends a terminating namespace if nothing is in it any more.</summary>
    public void Finish(WriteTransaction tx, string ns)
    {
        if (tx.Index.ContentsOf(ns).Count > 0) return;
        if (tx.Find(BuiltInResources.Namespaces, new ObjectName("", ns)) is not { IsTerminating: true }) return;
        Tell(tx, ns);
        tx.Remove(BuiltInResources.Namespaces, tx.Find(BuiltInResources.Namespaces, new ObjectName("", ns))!);
    }

    private void Add(WriteTransaction tx, string plural, ObjectName name, JsonObject body)
    {
        if (!catalog.Find("", "v1", plural, out var type) || tx.Find(type.Id, name) is not null) return;
        writer.Complete(type, name, body, tx.NextRevision);
        writer.Put(tx, type, name, body);
    }

    /// <summary>Writes into the status what is left.</summary>
    private void Tell(WriteTransaction tx, string ns)
    {
        var key = new ObjectName("", ns);
        if (tx.Find(BuiltInResources.Namespaces, key) is not { } stored || !catalog.Find("", "v1", "namespaces", out var type)) return;
        var contents = tx.Index.ContentsOf(ns);
        var left = string.Join(", ", contents.Select(entry => $"{entry.Key}. has {Versions.Text(entry.Value)} resource instances"));
        var body = stored.ToBody();
        body.Section("status")["conditions"] = new JsonArray(
            Condition("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
            Condition("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
                "All legacy kube types successfully parsed"),
            Condition("NamespaceDeletionContentFailure", false, "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"),
            contents.Count > 0
                ? Condition("NamespaceContentRemaining", true, "SomeResourcesRemain", $"Some resources are remaining: {left}")
                : Condition("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed"),
            contents.Count > 0
                ? Condition("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", "Some content in the namespace has finalizers")
                : Condition("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers",
                    "All content-preserving finalizers finished"));
        writer.Put(tx, type, key, body);
    }

    private JsonObject Condition(string type, bool holds, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["lastTransitionTime"] = writer.Now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
