using System.Text;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Writes <c>metadata</c>: the identity, the labels, who owns it, and which manager set which field.</summary>
internal static class MetadataText
{
    private const string KubeletFields = """
        "f:status":{"f:conditions":{"k:{\"type\":\"ContainersReady\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},
        "f:status":{},"f:type":{}},"k:{\"type\":\"Initialized\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},
        "f:type":{}},"k:{\"type\":\"Ready\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}}},
        "f:containerStatuses":{},"f:hostIP":{},"f:phase":{},"f:podIP":{},"f:podIPs":{".":{},"k:{\"ip\":\"10.0.0.1\"}":{".":{},
        "f:ip":{}}},"f:startTime":{}}
        """;

    private const string TemplateFields = """
        "f:containers":{"k:{\"name\":\"main\"}":{".":{},"f:env":{},"f:image":{},"f:imagePullPolicy":{},"f:livenessProbe":{".":{},
        "f:httpGet":{".":{},"f:path":{},"f:port":{},"f:scheme":{}}},"f:name":{},
        "f:ports":{".":{},"k:{\"containerPort\":8080,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:name":{},"f:protocol":{}}},
        "f:resources":{".":{},"f:limits":{".":{},"f:cpu":{},"f:memory":{}},"f:requests":{".":{},"f:cpu":{},"f:memory":{}}},
        "f:securityContext":{}}},
        "f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},"f:serviceAccountName":{},
        "f:terminationGracePeriodSeconds":{}
        """;

    public static string Of(PlannedObject planned, long revision, IReadOnlyDictionary<string, string> labels)
    {
        var text = new StringBuilder(2_000);
        text.Append($$$$"""{"name":"{{{{planned.Name.Name}}}}",""");
        if (planned.Owner is { } maker && planned.Type.Kind == "Pod") text.Append($$$$"""
            "generateName":"{{{{maker.Name.Name}}}}-",
            """);
        if (planned.Name.Namespace.Length > 0) text.Append($$$$"""
            "namespace":"{{{{planned.Name.Namespace}}}}",
            """);
        text.Append($$$$"""
            "uid":"{{{{planned.Uid}}}}","resourceVersion":"{{{{revision}}}}",
            """);
        if (planned.Type.HasGeneration) text.Append($$$$"""
            "generation":{{{{planned.Edition + 1}}}},
            """);
        text.Append($$$$"""
            "creationTimestamp":"{{{{ObjectText.Time(planned.Number % 40_000)}}}}","labels":
            """);
        Map(text, labels);
        Annotations(text, planned);
        if (planned.Owner is { } owner)
        {
            text.Append($$$$"""
                ,"ownerReferences":[{"apiVersion":"{{{{owner.Type.ApiVersion}}}}","kind":"{{{{owner.Type.Kind}}}}",
                "name":"{{{{owner.Name.Name}}}}","uid":"{{{{owner.Uid}}}}","controller":true,"blockOwnerDeletion":true}]
                """);
        }

        Managed(text, planned);
        return text.Append('}').ToString();
    }

    public static string Map(IReadOnlyDictionary<string, string> map)
    {
        var text = new StringBuilder();
        Map(text, map);
        return text.ToString();
    }

    private static void Map(StringBuilder text, IReadOnlyDictionary<string, string> map)
    {
        var separator = '{';
        foreach (var (key, value) in map)
        {
            text.Append(separator).Append('"').Append(key).Append("\":\"").Append(value).Append('"');
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void Annotations(StringBuilder text, PlannedObject planned)
    {
        var app = planned.App;
        text.Append(planned.Type.Kind switch
        {
            "Namespace" when !planned.Has(Flaw.NoOwner) => $$$$"""
                ,"annotations":{"team/name":"{{{{app.Team}}}}","team/email-ids":"{{{{app.Team}}}}@example.com"}
                """,
            "Deployment" => $$$$""","annotations":{"deployment.kubernetes.io/revision":"{{{{planned.Edition + 1}}}}"}""",
            "Pod" => ""","annotations":{"prometheus.io/port":"9102","prometheus.io/scrape":"true"}""",
            _ => "",
        });
    }

    private static void Managed(StringBuilder text, PlannedObject planned)
    {
        var manager = planned.Owner is null ? "kubectl-client-side-apply" : "kube-controller-manager";
        var at = ObjectText.Time(planned.Number % 40_000);
        var fields = planned.Type.Kind switch
        {
            "Pod" => $$$$"""
                "f:spec":{{{{{TemplateFields}}}}}
                """,
            "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" or "Job" =>
                $$$$"""
                    "f:spec":{"f:replicas":{},"f:selector":{},"f:template":{"f:metadata":{"f:labels":{}},
                    "f:spec":{{{{{TemplateFields}}}}}}}
                    """,
            _ => "\"f:data\":{}",
        };
        text.Append($$$$"""
            ,"managedFields":[{"manager":"{{{{manager}}}}","operation":"Update","apiVersion":"{{{{planned.Type.ApiVersion}}}}",
            "time":"{{{{at}}}}","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{}},{{{{fields}}}}}}
            """);
        if (planned.Type.Kind == "Pod")
        {
            text.Append($$$$"""
                ,{"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"{{{{at}}}}","fieldsType":"FieldsV1",
                "fieldsV1":{{{{{KubeletFields}}}}},"subresource":"status"}
                """);
        }

        text.Append(']');
    }
}
