using System.Globalization;
using System.Text;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Writes generated objects as a server would hold them, managed fields and status included. Pure.</summary>
internal static class ObjectText
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <param name="planned">what is written</param>
    /// <param name="revision">the version that it gets</param>
    public static StoredObject Of(PlannedObject planned, long revision)
    {
        var labels = Labels(planned);
        var metadata = MetadataText.Of(planned, revision, labels);

        // the lines of the templates are for their readers; a server writes none, and watches are told line by line
        var json = Encoding.UTF8.GetBytes($$"""{"metadata":{{metadata}},{{Content(planned)}}}""".Replace("\n", "", StringComparison.Ordinal));
        OwnerReference[] owners = planned.Owner is { } owner ? [new OwnerReference(owner.Uid, IsController: true, BlocksDeletion: true)] : [];
        return StoredObject.Written(planned.Name, revision, planned.Uid, labels, owners, json);
    }

    /// <summary>A time after the beginning of every generated cluster, as the API writes it.</summary>
    public static string Time(int minutes) => Epoch.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Labels of the pods of an app, which its selectors name.</summary>
    public static Dictionary<string, string> PodLabels(App app, int release)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app.kubernetes.io/name"] = app.Name,
            ["app.kubernetes.io/part-of"] = app.Team,
        };
        if (!app.Has(Flaw.NoTeam, release)) labels["team"] = app.Team;
        return labels;
    }

    private static Dictionary<string, string> Labels(PlannedObject planned)
    {
        var app = planned.App;
        switch (planned.Type.Kind)
        {
            case "Namespace":
                return new(StringComparer.Ordinal) { ["kubernetes.io/metadata.name"] = app.Name, ["env"] = app.Number % 3 == 0 ? "prod" : "test" };
            case "Node":
                return new(StringComparer.Ordinal)
                {
                    ["kubernetes.io/hostname"] = planned.Name.Name,
                    ["kubernetes.io/os"] = "linux",
                    ["topology.kubernetes.io/zone"] = $"zone-{planned.Number % 3}",
                };
        }

        var labels = PodLabels(app, planned.Release);
        if (planned.Owner?.Type.Kind == "ReplicaSet" || planned.Type.Kind == "ReplicaSet")
            labels["pod-template-hash"] = ClusterPlan.SetHash(app, planned.Release);
        if (planned.Owner?.Type.Kind == "Job") labels["batch.kubernetes.io/job-name"] = planned.Owner.Name.Name;
        if (planned.Type.Kind == "Service" && planned.Edition > 0) labels["edition"] = planned.Edition.ToString(CultureInfo.InvariantCulture);
        return labels;
    }

    private static string Content(PlannedObject planned) => planned.Type.Kind switch
    {
        "Pod" => $"\"spec\":{PodText.Spec(planned, isTemplate: false)},\"status\":{PodText.Status(planned)}",
        "Node" => NodeText.Of(planned),
        "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" or "Job" or "CronJob" => WorkloadText.Of(planned),
        _ => AroundText.Of(planned),
    };
}
