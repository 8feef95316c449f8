namespace K8GuardScript.Scripts;

/// <summary>The beginning of a policy: small, complete, and right by its own cases.</summary>
/// <param name="Script">text of <c>NAME.csx</c>; its kind of rule is called <paramref name="Rule"/></param>
/// <param name="Cases">text of <c>NAME.cases.yaml</c></param>
/// <param name="Rule">what people choose it by</param>
internal sealed record PolicyTemplate(string Rule, string Script, string Cases)
{
    private const string Container = """
        EachContainer((c, found) =>
        {
            if (exempt.Contains(c.Name)) return;

            var limit = c["resources"]["limits"]["memory"];
            if (limit == null) found.Violation(limit, $"container `{c.Name}` has no memory limit");
        });
        """;

    private const string Workload = """
        EachWorkload((w, found) =>
        {
            if (exempt.Contains(w.Metadata.Name)) return;
            if (!w.Metadata.Labels.Has("team"))
                found.Violation(w.Metadata.Labels.At("team"), $"{w.Kind} `{w.Metadata.Name}` has no label `team`");
        });
        """;

    private const string Namespace = """
        EachNamespace((ns, found) =>
        {
            if (exempt.Contains(ns.Metadata.Name)) return;
            if (!Cluster.List<ResourceQuota>(ns.Metadata.Name).Any())
                found.Violation(ns, "the namespace has no ResourceQuota", subject: "quota");
        });
        """;

    private const string Kind = """
        Each<Deployment>((d, found) =>
        {
            if (exempt.Contains(d.Metadata.Name)) return;

            // left out means 1; 0 is switched off
            if ((d.Spec.Replicas ?? 1) == 1)
                found.Violation(d.Spec["replicas"], "there is only `1` replica");
        });
        """;

    /// <summary>By what people call them.</summary>
    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("container", Compose("Every container has a memory limit", "set `resources.limits.memory`", Container), """
            cases:
              - name: no limit
                object:
                  apiVersion: v1
                  kind: Pod
                  metadata: { name: web }
                  spec: { containers: [{ name: app, image: example/web }] }
                expect:
                  - path: spec.containers[0].resources.limits.memory
                    message: container `app` has no memory limit

              - name: a limit
                object:
                  apiVersion: v1
                  kind: Pod
                  metadata: { name: web }
                  spec: { containers: [{ name: app, image: example/web, resources: { limits: { memory: 64Mi } } }] }
                expect: none

              - name: an exempt container
                settings: { exempt: [app] }
                object:
                  apiVersion: v1
                  kind: Pod
                  metadata: { name: web }
                  spec: { containers: [{ name: app, image: example/web }] }
                expect: none

            """),
        new("workload", Compose("Every workload names its team", "add the label `team`", Workload), """
            cases:
              - name: no labels
                object: { apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }
                expect:
                  - path: metadata.labels.team
                    message: Deployment `web` has no label `team`

              - name: a team
                object: { apiVersion: batch/v1, kind: CronJob, metadata: { name: report, labels: { team: payments } } }
                expect: none

              - name: an exempt workload
                settings: { exempt: [web] }
                object: { apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }
                expect: none

            """),
        new("namespace", Compose("Every namespace has a quota", "create a ResourceQuota in the namespace", Namespace), """
            cases:
              - name: no quota
                object: { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
                cluster:
                  - { apiVersion: v1, kind: ResourceQuota, metadata: { name: quota, namespace: elsewhere } }
                expect:
                  - path: ""
                    subject: quota

              - name: a quota
                object: { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
                cluster:
                  - { apiVersion: v1, kind: ResourceQuota, metadata: { name: quota, namespace: shop } }
                expect: none

              - name: an exempt namespace
                settings: { exempt: [shop] }
                object: { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
                expect: none

            """),
        new("deployment", Compose("Deployments run more than one replica", "set `spec.replicas` to 2 or more", Kind), """
            cases:
              - name: one replica
                object: { apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 1 } }
                expect:
                  - path: spec.replicas
                    message: only `1` replica

              - name: two replicas
                object: { apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 2 } }
                expect: none

              - name: an exempt deployment
                settings: { exempt: [web] }
                object: { apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 1 } }
                expect: none

            """),
    ];

    /// <summary>The script of a policy with this id.</summary>
    public string ScriptOf(string id) => Script.Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal);

    private static string Compose(string title, string fix, string rule) => $"""
        Policy("ID", Severity.Medium, "{title}")
            .Why("say here why it matters, for the owners of what violates it")
            .Fix("{fix}");

        var exempt = Setting("exempt", new string[0], "names that it does not hold for");

        {rule}

        """;
}
