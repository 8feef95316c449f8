using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>PodDisruptionBudget: how many of the chosen pods are healthy, and how many of them may go.</summary>
internal sealed class BudgetController : IController
{
    public static readonly ResourceId Budgets = new("policy", "poddisruptionbudgets");

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx)
    {
        if (change.Resource == Budgets && change.After is not null) return [new ObjectKey(Budgets, change.After.Name)];
        var ns = change.Either.Name.Namespace;
        if (change.Resource != BuiltInResources.Pods || !tx.Index.ContentsOf(ns).ContainsKey(Budgets)) return [];
        return tx.All(Budgets).Where(budget => budget.Name.Namespace == ns && Chooses(budget, change.Either))
            .Select(budget => new ObjectKey(Budgets, budget.Name));
    }

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { IsTerminating: false } budget) return;
        var body = budget.ToBody();
        var spec = body.Section("spec");
        if (spec["selector"] is not JsonObject selector) return;
        var pods = context.Store.All(BuiltInResources.Pods).Where(pod => pod.Name.Namespace == key.Name.Namespace
            && Selectors.Matches(selector, pod.Labels) && PodTemplates.IsActive(pod)).ToList();
        var healthy = pods.Count(pod => PodTemplates.IsReady(pod.ToBody()));
        var desired = spec["maxUnavailable"] is { } most ? Math.Max(0, pods.Count - Share(most, pods.Count))
            : Share(spec["minAvailable"], pods.Count);
        var allowed = pods.Count > 0 ? Math.Max(0, healthy - desired) : 0;
        var status = new JsonObject
        {
            ["observedGeneration"] = body.Metadata().Whole("generation") ?? 1,
            ["disruptionsAllowed"] = allowed,
            ["currentHealthy"] = healthy,
            ["desiredHealthy"] = desired,
            ["expectedPods"] = pods.Count,
            ["conditions"] = (body["status"] as JsonObject)?["conditions"]?.DeepClone() ?? new JsonArray(),
        };
        Conditions.Set(status, "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "", context.Now);
        context.SetStatus(key, status);
    }

    private static bool Chooses(StoredObject budget, StoredObject pod) =>
        budget.ToBody()["spec"]?["selector"] is JsonObject selector && Selectors.Matches(selector, pod.Labels);

    /// <summary>A number, or a percentage of all, rounded up.</summary>
    private static int Share(JsonNode? value, int all)
    {
        var text = value?.ToString() ?? "0";
        var percent = text.EndsWith('%');
        if (!int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return 0;
        return percent ? (int)Math.Ceiling(all * number / 100.0) : number;
    }
}
