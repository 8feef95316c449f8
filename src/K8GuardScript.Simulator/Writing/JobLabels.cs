using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>A new job gets a selector of its own uid, and its template the labels for it.</summary>
internal static class JobLabels
{
    public static void Add(string name, JsonObject job)
    {
        var spec = job.Section("spec");
        if (spec.IsTrue("manualSelector")) return;
        var uid = job.Metadata().Text("uid");
        var template = spec.Section("template").Metadata().Section("labels");
        foreach (var (key, value) in ((string, string?)[])[
            ("batch.kubernetes.io/controller-uid", uid), ("batch.kubernetes.io/job-name", name), ("controller-uid", uid), ("job-name", name)])
        {
            template[key] = value;
        }

        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
        job.Metadata().Default("labels", template.DeepClone());
    }
}
