using System.Text;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Writes what stands around workloads: what they are reached by, read, may do and are kept alive by.</summary>
internal static class AroundText
{
    private const string OwnPodsOnly = """{"from":[{"podSelector":{}}]}""";

    public static string Of(PlannedObject planned)
    {
        var app = planned.App;
        return planned.Type.Kind switch
        {
            "Namespace" => """
                "spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}
                """,
            "Service" => Service(planned),
            "ConfigMap" => ConfigMap(planned),
            "Ingress" => Ingress(planned),
            "ServiceAccount" => $"\"automountServiceAccountToken\":{(planned.Has(Flaw.TokenMounted) ? "true" : "false")}",
            "PodDisruptionBudget" => $$$$"""
                "spec":{"maxUnavailable":{{{{(planned.Has(Flaw.BlockingBudget) ? 0 : 1)}}}},
                "selector":{"matchLabels":{"app.kubernetes.io/name":"{{{{app.Name}}}}"}}},"status":{"disruptionsAllowed":1,
                "currentHealthy":{{{{app.Replicas}}}},"desiredHealthy":{{{{app.Replicas - 1}}}},"expectedPods":{{{{app.Replicas}}}},
                "observedGeneration":1}
                """,
            "HorizontalPodAutoscaler" => $$$$"""
                "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment",
                "name":"{{{{(planned.Has(Flaw.LostTarget) ? "gone-" : "")}}}}{{{{app.Name}}}}"},"minReplicas":2,
                "maxReplicas":{{{{app.Replicas + 4}}}},"metrics":[{"type":"Resource","resource":{"name":"cpu",
                "target":{"type":"Utilization","averageUtilization":70}}}]},"status":{"currentReplicas":{{{{app.Replicas}}}},
                "desiredReplicas":{{{{app.Replicas}}}}}
                """,
            "NetworkPolicy" => $$$$"""
                "spec":{"podSelector":{},"policyTypes":["Ingress"],"ingress":[{{{{(planned.Has(Flaw.OpenNetwork) ? "{}" : OwnPodsOnly)}}}}]}
                """,
            _ => """
                "spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"standard","resources":{"requests":{"storage":"10Gi"}}},
                "status":{"phase":"Bound","capacity":{"storage":"10Gi"}}
                """,
        };
    }

    private static string Service(PlannedObject planned) => $$$"""
        "spec":{"ports":[{"name":"http","protocol":"TCP","port":80,"targetPort":"http"}],
        "selector":{"app.kubernetes.io/name":"{{{planned.App.Name}}}"},
        "clusterIP":"172.{{{20 + (planned.Number >> 16)}}}.{{{(planned.Number >> 8) & 255}}}.{{{planned.Number & 255}}}",
        "type":"{{{(planned.Has(Flaw.NodePort) ? "NodePort" : "ClusterIP")}}}","sessionAffinity":"None","ipFamilies":["IPv4"],
        "ipFamilyPolicy":"SingleStack","internalTrafficPolicy":"Cluster"},"status":{"loadBalancer":{}}
        """;

    private static string ConfigMap(PlannedObject planned)
    {
        var keys = planned.Has(Flaw.LargeConfig) ? 40 : 2 + (planned.Number % 8);
        var text = new StringBuilder("\"data\":{");
        for (var key = 0; key < keys; key++)
        {
            text.Append($$$$"""
                "setting-{{{{key:d2}}}}.properties":"edition={{{{planned.Edition}}}}\nurl=http://{{{{planned.App.Name}}}}.example.com/{{{{key}}}}",
                """);
        }

        text.Length--;
        return text.Append('}').ToString();
    }

    private static string Ingress(PlannedObject planned)
    {
        var app = planned.App;
        var host = planned.Has(Flaw.OpenHost) ? "*.example.com" : $"{app.Name}.example.com";
        var tls = planned.Has(Flaw.NoCertificate) ? "" : $$$$"""
            "tls":[{"hosts":["{{{{host}}}}"],"secretName":"{{{{app.Name}}}}-tls"}],
            """;
        var service = (planned.Has(Flaw.LostTarget) ? "gone-" : "") + app.Name;
        return $$$$"""
            "spec":{"ingressClassName":"nginx",{{{{tls}}}}"rules":[{"host":"{{{{host}}}}","http":{"paths":[{"path":"/",
            "pathType":"Prefix","backend":{"service":{"name":"{{{{service}}}}","port":{"number":80}}}
            }]}}]},"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.{{{{planned.Number % 250}}}}"}]}}
            """;
    }
}
