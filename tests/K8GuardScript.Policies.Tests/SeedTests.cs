using System.Text.Json;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Policies.Tests;

/// <summary>Runs the policies over what a real API server lists for a small cluster, where that lies beside the repository.</summary>
public sealed class SeedTests
{
    private static readonly Dictionary<string, (string ApiVersion, string Kind)> Files = new()
    {
        ["deployments"] = ("apps/v1", "Deployment"),
        ["statefulsets"] = ("apps/v1", "StatefulSet"),
        ["daemonsets"] = ("apps/v1", "DaemonSet"),
        ["replicasets"] = ("apps/v1", "ReplicaSet"),
        ["jobs"] = ("batch/v1", "Job"),
        ["cronjobs"] = ("batch/v1", "CronJob"),
        ["pods"] = ("v1", "Pod"),
        ["namespaces"] = ("v1", "Namespace"),
        ["nodes"] = ("v1", "Node"),
        ["ingresses"] = ("networking.k8s.io/v1", "Ingress"),
    };

    public static TheoryData<string> Policies => [.. ShippedPolicies.Judging];

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_real_object_faults_a_policy_and_each_policy_finds_some(string name)
    {
        var objects = Seed();
        var policy = ShippedPolicies.Load(name);

        var judgements = objects.Select(item => policy.Judge(item, ImageSizes.ReportedIn(objects))).ToList();

        Assert.Contains(judgements, judgement => judgement.Findings.Count > 0);
        Assert.Contains(judgements, judgement => judgement.Findings.Count == 0);
    }

    private static List<KubeObject> Seed()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "kubernetes", "seed")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "there is no shared/kubernetes beside the repository");

        var objects = new List<KubeObject>();
        foreach (var (file, kind) in Files)
        {
            var json = File.ReadAllText(Path.Combine(folder!.FullName, "shared", "kubernetes", "seed", file + ".json"));
            foreach (var item in JsonSerializer.Deserialize<JsonElement>(json).GetProperty("items").EnumerateArray())
                objects.Add(KubeObject.Parse(JsonSerializer.SerializeToUtf8Bytes(item), kind.ApiVersion, kind.Kind));
        }

        return objects;
    }
}
