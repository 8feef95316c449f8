using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// How objects go: at once, or marked as terminating until their finalizers are done, their dependents are gone (foreground) or
/// their grace period is over (pods on a node; a kubelet ends it, or a deletion with a grace of zero).
/// </summary>
internal sealed class Deletion(ObjectWriter writer)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";
    private const long DefaultGrace = 30;

    /// <returns>the object where a real server answers it (pods, namespaces, what is left terminating), else null</returns>
    public StoredObject? Delete(WriteTransaction tx, ResourceType type, StoredObject stored, DeleteOptions options)
    {
        if (type.Id == BuiltInResources.Definitions) return DefinitionLife.Delete(tx, writer, type, stored, options.DryRun);
        if (type.Id == BuiltInResources.Namespaces) return DeleteNamespace(tx, type, stored, options.DryRun);
        var body = stored.ToBody();
        var isPod = type.Id == BuiltInResources.Pods;
        AddFinalizer(body.Metadata(), options.Propagation);
        var grace = isPod ? GraceOf(body, options) : 0;
        if (!isPod && body.Metadata().Texts("finalizers").Count == 0)
        {
            if (!options.DryRun) writer.Remove(tx, type.StoredAs, stored);
            return null;
        }

        var changed = MarkTerminating(type, body.Metadata(), grace);
        if (options.DryRun) return StoredObject.From(stored.Name, stored.Revision, body);
        var held = body.Metadata().Texts("finalizers").Count > 0 || body.Metadata().Whole("deletionGracePeriodSeconds") > 0;
        var marked = changed || !JsonNode.DeepEquals(stored.ToBody(), body) ? writer.Put(tx, type, stored.Name, body) : stored;
        if (!held) return writer.Remove(tx, type.StoredAs, marked);
        writer.Terminate(tx, type, marked.Name);
        return marked;
    }

    /// <summary>Whether nothing holds a terminating object any more.</summary>
    public static bool IsOver(ResourceType type, JsonObject metadata) => type.Id != BuiltInResources.Namespaces
        && metadata.ContainsKey("deletionTimestamp") && metadata.Texts("finalizers").Count == 0
        && metadata.Whole("deletionGracePeriodSeconds") is null or 0;

    private StoredObject DeleteNamespace(WriteTransaction tx, ResourceType type, StoredObject stored, bool dryRun)
    {
        if (stored.IsTerminating) return stored;
        var body = stored.ToBody();
        body.Metadata()["deletionTimestamp"] = writer.Now;
        body.Section("status")["phase"] = "Terminating";
        if (dryRun) return StoredObject.From(stored.Name, stored.Revision, body);
        var marked = writer.Put(tx, type, stored.Name, body);
        writer.Terminate(tx, type, stored.Name);
        return marked;
    }

    /// <summary>A pod that is on no node, or done, needs no time.</summary>
    private static long GraceOf(JsonObject body, DeleteOptions options)
    {
        var spec = body["spec"] as JsonObject ?? [];
        if (spec.Text("nodeName") is null or "" || (body["status"] as JsonObject)?.Text("phase") is "Succeeded" or "Failed") return 0;
        return Math.Max(0, options.Grace ?? spec.Whole("terminationGracePeriodSeconds") ?? DefaultGrace);
    }

    private static void AddFinalizer(JsonObject metadata, Propagation propagation)
    {
        var wanted = propagation switch
        {
            Propagation.Foreground => ForegroundFinalizer,
            Propagation.Orphan => OrphanFinalizer,
            _ => null,
        };
        var finalizers = metadata.Texts("finalizers").ToList();
        if (propagation != Propagation.Default) finalizers.RemoveAll(name => name is ForegroundFinalizer or OrphanFinalizer && name != wanted);
        if (wanted is not null && !finalizers.Contains(wanted)) finalizers.Add(wanted);
        if (finalizers.Count > 0) metadata["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]);
        else metadata.Remove("finalizers");
    }

    /// <summary>A second deletion can only shorten the grace.</summary>
    private bool MarkTerminating(ResourceType type, JsonObject metadata, long grace)
    {
        var begun = metadata.ContainsKey("deletionTimestamp");
        var end = writer.Clock.GetUtcNow().AddSeconds(grace);
        if (begun)
        {
            if (metadata.Whole("deletionGracePeriodSeconds") is not { } before || grace >= before) return false;
            end = DateTimeOffset.Parse(metadata.Text("deletionTimestamp")!, CultureInfo.InvariantCulture).AddSeconds(grace - before);
        }

        metadata["deletionTimestamp"] = ObjectWriter.Timestamp(end);
        metadata["deletionGracePeriodSeconds"] = grace;
        if (!begun && type.HasGeneration) ObjectUpdate.CountGeneration(metadata);
        return true;
    }
}
