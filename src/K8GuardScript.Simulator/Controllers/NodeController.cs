using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Node: the taint of a new node goes when it reports that it is ready.</summary>
internal sealed class NodeController : IController
{
    private const string NotReady = "node.kubernetes.io/not-ready";

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        change.Resource == BuiltInResources.Nodes && change.After is { } node ? [new ObjectKey(change.Resource, node.Name)] : [];

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } node) return;
        var body = node.ToBody();
        var taints = body.Section("spec").Objects("taints").ToList();
        if (!Conditions.IsTrue(body["status"] as JsonObject, "Ready") || taints.TrueForAll(taint => taint.Text("key") != NotReady)) return;
        var left = taints.Where(taint => taint.Text("key") != NotReady).Select(taint => taint.DeepClone()).ToArray();
        if (left.Length > 0) body.Section("spec")["taints"] = new JsonArray(left);
        else body.Section("spec").Remove("taints");
        context.Update(key, body);
    }
}
