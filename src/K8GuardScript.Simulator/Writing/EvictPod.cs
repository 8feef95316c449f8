using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Controllers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// POST to a pod's eviction subresource (policy/v1 Eviction): a deletion that disruption budgets may forbid. The budget is asked before
/// preconditions and dry run, as a real server does.
/// </summary>
internal sealed class EvictPod(ClusterState cluster)
{
    private static readonly ResourceId Budgets = new("policy", "poddisruptionbudgets");

    public IAnswer Answer(WriteRequest request, DeleteOptions options) => cluster.Store.Write<IAnswer>(tx =>
    {
        var pod = tx.Find(BuiltInResources.Pods, request.Name) ?? throw ApiError.NotFound(BuiltInResources.Pods, request.Name.Name);
        var dryRun = request.DryRun || options.DryRun;
        var budgets = NeedsNoBudget(pod) ? [] : BudgetsOf(tx, pod);
        if (budgets.Count > 1)
        {
            throw ApiError.Internal("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }

        foreach (var budget in budgets) Take(tx, budget, pod.Name.Name, dryRun);
        options.Check(request.Type, pod);
        cluster.Writer.Deletion.Delete(tx, request.Type, pod, options with { DryRun = dryRun });
        return new JsonAnswer(StatusCodes.Status201Created, StatusBody.Done(StatusCodes.Status201Created));
    });

    /// <summary>A pod that does not run, or goes already, disrupts nothing.</summary>
    private static bool NeedsNoBudget(StoredObject pod) =>
        pod.IsTerminating || (pod.ToBody()["status"] as JsonObject)?.Text("phase") is "Pending" or "Succeeded" or "Failed";

    private static List<StoredObject> BudgetsOf(WriteTransaction tx, StoredObject pod) =>
    [
        .. tx.All(Budgets).Where(budget => budget.Name.Namespace == pod.Name.Namespace
            && budget.ToBody()["spec"]?["selector"] is JsonObject selector && Selectors.Matches(selector, pod.Labels)),
    ];

    private void Take(WriteTransaction tx, StoredObject budget, string pod, bool dryRun)
    {
        var body = budget.ToBody();
        var status = body.Section("status");

        // as a real server: a budget whose controller has not seen its last change allows nothing
        var current = status.Whole("observedGeneration") >= body.Metadata().Whole("generation");
        var allowed = status.Whole("disruptionsAllowed") ?? 0;
        if (!current || allowed <= 0) throw Refused(budget.Name.Name, status, current);
        if (dryRun) return;
        status["disruptionsAllowed"] = allowed - 1;
        status.Section("disruptedPods")[pod] = cluster.Writer.Now;
        cluster.Catalog.Find("policy", "v1", "poddisruptionbudgets", out var type);
        cluster.Writer.Put(tx, type!, budget.Name, body);
    }

    private static ApiError Refused(string budget, JsonObject status, bool current)
    {
        var (needed, has) = (Versions.Text(status.Whole("desiredHealthy") ?? 0), Versions.Text(status.Whole("currentHealthy") ?? 0));
        var why = current
            ? $"The disruption budget {budget} needs {needed} healthy pods and has {has} currently"
            : $"The disruption budget {budget} is still being processed by the server.";
        var details = new JsonObject { ["causes"] = StatusBody.Causes([new StatusCause("DisruptionBudget", why)]) };
        if (!current) details["retryAfterSeconds"] = 10;
        return new ApiError(StatusCodes.Status429TooManyRequests, StatusBody.Failure(StatusCodes.Status429TooManyRequests, "TooManyRequests",
            "Cannot evict pod as it would violate the pod's disruption budget.", details));
    }
}
