using System.Globalization;

namespace K8GuardScript.Bench;

/// <summary>
/// The policies that are measured: 25 different ones, as people write them, and then the same again under other names. Each looks for
/// one flaw that the simulator gives to a tenth of the objects. Five read the status or look at other objects.
/// </summary>
internal static class BenchPolicies
{
    // so ordered that the first few are of every sort
    private static readonly (string Name, string Rule)[] Rules =
    [
        ("registry", """
            var allowed = Setting("allowed", new[] { "registry.example.com/", "mirror.example.com/" }, "where images may come from");
            EachContainer((c, found) =>
            {
                if (!allowed.Any(source => Images.IsFrom(c.Image, source))) found.Violation(c["image"], $"image `{c.Image}` is from elsewhere");
            });
            """),
        ("replicas", """
            Each<Deployment>((d, found) => { if ((d.Spec.Replicas ?? 1) == 1) found.Violation(d.Spec["replicas"], "one replica only"); });
            """),
        ("restarts", """
            var most = Setting("most", 25, "restarts of a container");
            Each<Pod>((p, found) =>
            {
                foreach (var c in p.Status.ContainerStatuses)
                    if ((c.RestartCount ?? 0) > most) found.Violation(c["restartCount"], $"`{c.Name}` was restarted {c.RestartCount} times");
            });
            """),
        ("node-port", """
            Each<Service>((s, found) => { if (s.Spec.Type == "NodePort") found.Violation(s.Spec["type"], "opens a port on every node"); });
            """),
        ("owner", """
            EachNamespace((ns, found) =>
            {
                if (!ns.Metadata.Annotations.Has("team/name")) found.Violation(ns.Metadata["annotations"], "nobody owns it");
            });
            """),
        ("privileged", """
            EachContainer((c, found) =>
            {
                if (c.SecurityContext.Privileged == true) found.Violation(c.SecurityContext["privileged"], $"`{c.Name}` is privileged");
            });
            """),
        ("config-size", """Each<ConfigMap>((m, found) => { if (m["data"].Fields.Count() > 30) found.Violation(m["data"], "too many keys"); });"""),
        ("limits", """
            EachContainer((c, found) =>
            {
                if (!c.Resources["limits"]["memory"].Exists) found.Violation(c.Resources["limits"], $"`{c.Name}` may take all memory");
            });
            """),
        ("ingress-service", """
            Each<Ingress>((i, found) =>
            {
                foreach (var rule in i.Spec.Rules)
                    foreach (var path in rule.Http.Paths)
                        if (!Cluster.Find<Service>(i.Metadata.Namespace, path.Backend.Service.Name).Exists)
                            found.Violation(path["backend"], $"there is no service `{path.Backend.Service.Name}`");
            });
            """),
        ("host-volumes", """
            EachWorkload((w, found) =>
            {
                foreach (var volume in w.PodSpec.Volumes)
                    if (volume.HostPath != null) found.Violation(volume["hostPath"], $"`{volume.Name}` is a folder of the node");
            });
            """),
        ("latest-tag", """
            EachContainer((c, found) => { if (c.Image.EndsWith(":latest")) found.Violation(c["image"], $"`{c.Image}` is another image each day"); });
            """),
        ("account-token", """
            Each<ServiceAccount>((a, found) =>
            {
                if (a.AutomountServiceAccountToken == true) found.Violation(a["automountServiceAccountToken"], "every pod gets its token");
            });
            """),
        ("budget", """
            Each<PodDisruptionBudget>((b, found) =>
            {
                if (b.Spec.MaxUnavailable.Number == 0) found.Violation(b.Spec["maxUnavailable"], "no node can be drained");
            });
            """),
        ("probes", """
            EachContainer((c, found) =>
            {
                if (!c.ReadinessProbe.Exists) found.Violation(c["readinessProbe"], $"`{c.Name}` tells nobody if it is ready");
            });
            """),
        ("ingress-host", """
            Each<Ingress>((i, found) =>
            {
                foreach (var rule in i.Spec.Rules) if (rule.Host.Contains("*")) found.Violation(rule["host"], $"`{rule.Host}` takes every host");
            });
            """),
        ("available", """
            Each<Deployment>((d, found) => { if ((d.Status.UnavailableReplicas ?? 0) > 0) found.Violation(d["status"], "replicas are missing"); });
            """),
        ("passwords", """
            EachContainer((c, found) =>
            {
                foreach (var variable in c.Env)
                    if (variable.Name.EndsWith("_PASSWORD") && !variable.ValueFrom.Exists)
                        found.Violation(variable["value"], $"`{variable.Name}` stands here");
            });
            """),
        ("cron-overlap", """
            Each<CronJob>((j, found) =>
            {
                if (j.Spec.ConcurrencyPolicy == "Allow") found.Violation(j.Spec["concurrencyPolicy"], "runs may pile up");
            });
            """),
        ("open-network", """
            Each<NetworkPolicy>((n, found) =>
            {
                foreach (var rule in n.Spec.Ingress) if (!rule.From.Any()) found.Violation(rule, "lets everybody in");
            });
            """),
        ("host-network", """
            EachWorkload((w, found) => { if (w.PodSpec.HostNetwork == true) found.Violation(w.PodSpec["hostNetwork"], "sits in the node's network"); });
            """),
        ("scaler-target", """
            Each<HorizontalPodAutoscaler>((h, found) =>
            {
                var target = h.Spec.ScaleTargetRef;
                if (!Cluster.Find<Deployment>(h.Metadata.Namespace, target.Name).Exists) found.Violation(target["name"], $"there is no `{target.Name}`");
            });
            """),
        ("team-label", """
            EachWorkload((w, found) => { if (!w.Metadata.Labels.Has("team")) found.Violation(w.Metadata["labels"], "no team is named"); });
            """),
        ("claim-class", """
            Each<PersistentVolumeClaim>((c, found) =>
            {
                if (c.Spec.StorageClassName != "standard") found.Violation(c.Spec["storageClassName"], "an unknown class");
            });
            """),
        ("pressure", """
            Each<Node>((n, found) =>
            {
                foreach (var condition in n.Status.Conditions)
                    if (condition.Type == "MemoryPressure" && condition.Status == "True") found.Violation(condition["status"], "is short of memory");
            });
            """),
        ("root-user", """
            EachContainer((c, found) =>
            {
                if (c.SecurityContext.RunAsUser == 0) found.Violation(c.SecurityContext["runAsUser"], $"`{c.Name}` runs as root");
            });
            """),
    ];

    /// <summary>The policy that lists all pods of the crowd, and tells the label of <see cref="LookUpProbe"/>.</summary>
    public const string Crowd = "crowd-all";

    // rules over one namespace with very many pods: one lists them all, the other those of a Deployment by their labels
    private static readonly (string Name, string Rule)[] CrowdRules =
    [
        (Crowd, """
            EachNamespace((ns, found) =>
            {
                var pods = Cluster.List<Pod>(ns.Metadata.Name);
                if (pods.Count < 5_000) return;
                var marks = pods.Where(pod => pod.Metadata.Labels["bench-mark"].Exists).Select(pod => pod.Metadata.Labels["bench-mark"].ToString());
                found.Violation(ns, $"a crowd: {string.Join(" ", marks)}", subject: "crowd");
            });
            """),
        ("crowd-labels", """
            Each<Service>((s, found) =>
            {
                if (s.Metadata.Namespace == "crowd" && !Cluster.List<Pod>("crowd", s.Spec.Selector).Any()) found.Violation(s.Spec["selector"], "no pod");
            });
            """),
    ];

    /// <param name="count">how many</param>
    /// <param name="isCrowded">whether two come on top that list the pods of one namespace</param>
    /// <returns>file names without their folder, and texts</returns>
    public static IEnumerable<(string File, string Text)> Make(int count, bool isCrowded)
    {
        for (var i = 0; i < count; i++)
        {
            var (name, rule) = Rules[i % Rules.Length];
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{i / Rules.Length}");
            yield return ($"{id}.csx", Script(id, rule, "as the bench wants it"));
        }

        foreach (var (name, rule) in isCrowded ? CrowdRules : []) yield return ($"{name}.csx", Script(name, rule, "as the bench wants it"));
    }

    /// <summary>The first policy again, with another reason.</summary>
    public static (string Id, string File, string Text) Edited(int edit)
    {
        var id = $"{Rules[0].Name}-0";
        return (id, $"{id}.csx", Script(id, Rules[0].Rule, string.Create(CultureInfo.InvariantCulture, $"edited {edit} times")));
    }

    private static string Script(string id, string rule, string why) => $"""
        Policy("{id}", Severity.Medium, "A policy of the bench").Code("BENCH").Why("{why}").Fix("nothing");

        {rule}

        """;
}
