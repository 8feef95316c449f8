using System.Text;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Writes pods and pod templates.</summary>
internal static class PodText
{
    private static readonly string[] Conditions = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

    /// <summary>The <c>spec</c> of a pod, or of the template in a workload, which no node has defaulted or bound.</summary>
    public static string Spec(PlannedObject planned, bool isTemplate)
    {
        var app = planned.App;
        var text = new StringBuilder("""{"volumes":[""", 4_000);
        if (planned.Has(Flaw.HostVolume)) text.Append("""{"name":"host","hostPath":{"path":"/var/run","type":""}},""");
        text.Append($$$$"""{"name":"config","configMap":{"name":"{{{{app.Name}}}}","defaultMode":420}}""");
        if (!isTemplate)
        {
            text.Append($$$$"""
                ,{"name":"kube-api-access-{{{{planned.Uid[..5]}}}}",
                "projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
                {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}],"defaultMode":420}}
                """);
        }

        text.Append("""],"containers":[""");
        for (var i = 0; i < app.Containers; i++) Container(text.Append(i > 0 ? "," : ""), planned, i);
        var restart = planned.Type.Kind is "Job" or "CronJob" || planned.Owner?.Type.Kind == "Job" ? "OnFailure" : "Always";
        text.Append($$$$"""],"restartPolicy":"{{{{restart}}}}","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst",""");
        text.Append($$$$"""
            "serviceAccountName":"{{{{app.Account}}}}","serviceAccount":"{{{{app.Account}}}}",
            """);
        if (planned.Has(Flaw.TokenMounted)) text.Append("\"automountServiceAccountToken\":true,");
        if (planned.Has(Flaw.HostNetwork)) text.Append("\"hostNetwork\":true,");
        if (!isTemplate) text.Append($"\"nodeName\":\"{NodeOf(planned)}\",");
        text.Append("""
            "securityContext":{"fsGroupChangePolicy":"OnRootMismatch"},"schedulerName":"default-scheduler"
            """);
        if (!isTemplate)
        {
            text.Append("""
                ,"tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},
                {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"priority":0,
                "enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"
                """);
        }

        return text.Append('}').ToString();
    }

    public static string Status(PlannedObject pod)
    {
        var isDone = pod.Owner?.Type.Kind == "Job";
        var at = ObjectText.Time((pod.Number % 40_000) + pod.StatusEdition);
        var ip = $"10.{pod.Number >> 16}.{(pod.Number >> 8) & 255}.{pod.Number & 255}";
        var isReady = !isDone && (!pod.Has(Flaw.NotReady) || pod.StatusEdition % 2 == 1);
        var text = new StringBuilder($$$$"""{"phase":"{{{{(isDone ? "Succeeded" : "Running")}}}}","conditions":[""", 1_600);
        foreach (var condition in Conditions)
        {
            var holds = isReady || condition is "Initialized" or "PodScheduled" ? "True" : "False";
            text.Append($$$$"""{"type":"{{{{condition}}}}","status":"{{{{holds}}}}","lastProbeTime":null,"lastTransitionTime":"{{{{at}}}}"},""");
        }

        text.Length--;
        text.Append($$$$"""
            ],"hostIP":"172.16.{{{{pod.Number % 250}}}}.1","podIP":"{{{{ip}}}}","podIPs":[{"ip":"{{{{ip}}}}"}],"startTime":"{{{{at}}}}",
            "containerStatuses":[
            """);
        for (var i = 0; i < pod.App.Containers; i++)
        {
            var image = pod.App.Image(i, pod.Release);
            var state = isDone ? $$$$"""
                "terminated":{"exitCode":0,"reason":"Completed","finishedAt":"{{{{at}}}}"}
                """ : $$$$"""
                "running":{"startedAt":"{{{{at}}}}"}
                """;
            text.Append(i > 0 ? "," : "").Append($$$$"""
                {"name":"{{{{NameOf(i)}}}}","state":{{{{{state}}}}},"lastState":{},"ready":{{{{(isReady ? "true" : "false")}}}},
                "restartCount":{{{{Restarts(pod)}}}},"image":"{{{{image}}}}",
                "imageID":"{{{{image}}}}@sha256:{{{{pod.App.Number:x8}}}}{{{{i:x56}}}}","started":{{{{(isDone ? "false" : "true")}}}},
                "containerID":"containerd://{{{{pod.Uid.Replace("-", "", StringComparison.Ordinal)}}}}{{{{i:x32}}}}"}
                """);
        }

        return text.Append("""],"qosClass":"Burstable"}""").ToString();
    }

    private static string NameOf(int container) => container == 0 ? "main" : $"side-{container}";

    private static int Restarts(PlannedObject pod) => (pod.Has(Flaw.OftenRestarted) ? 30 : 0) + (pod.StatusEdition / 2);

    private static string NodeOf(PlannedObject pod) => $"node-{1 + (pod.Number % 500):d4}";

    private static void Container(StringBuilder text, PlannedObject planned, int i)
    {
        var app = planned.App;
        text.Append($$$$"""
            {"name":"{{{{NameOf(i)}}}}","image":"{{{{app.Image(i, planned.Release)}}}}",
            "ports":[{"name":"http","containerPort":{{{{8080 + i}}}},"protocol":"TCP"}],"env":[
            """);
        var variables = i == 0 ? app.Variables : 3;
        for (var v = 0; v < variables; v++)
        {
            text.Append($$$$"""
                {"name":"SETTING_{{{{v}}}}","value":"http://{{{{app.Name}}}}.{{{{app.Namespace}}}}.svc:{{{{8080 + v}}}}/path"},
                """);
        }


        var source = planned.Has(Flaw.PlainPassword)
            ? "\"value\":\"not-a-secret\""
            : $"\"valueFrom\":{{\"secretKeyRef\":{{\"name\":\"{app.Name}\",\"key\":\"password\"}}}}";
        text.Append($$"""{"name":"DB_PASSWORD",{{source}}}""");
        text.Append("""],"resources":{""");
        if (!planned.Has(Flaw.NoLimits))
        {
            text.Append($$$$"""
                "limits":{"cpu":"{{{{250 * (1 + (app.Number & 3))}}}}m","memory":"{{{{128 << (app.Number & 3)}}}}Mi"},
                """);
        }

        text.Append($$$$"""
            "requests":{"cpu":"100m","memory":"128Mi"}},"volumeMounts":[{"name":"config","mountPath":"/etc/{{{{app.Name}}}}"}],
            """);
        if (!planned.Has(Flaw.NoProbe))
        {
            text.Append("""
                "livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,
                "successThreshold":1,"failureThreshold":3},"readinessProbe":{"httpGet":{"path":"/ready","port":"http","scheme":"HTTP"},
                "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
                """);
        }

        text.Append("""
            "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent","securityContext":{
            """);
        if (planned.Has(Flaw.Privileged)) text.Append("\"privileged\":true,");
        if (planned.Has(Flaw.AddedCapability)) text.Append("""
            "capabilities":{"add":["NET_ADMIN"]},
            """);
        text.Append($$$$"""
            "runAsUser":{{{{(planned.Has(Flaw.RunsAsRoot) ? 0 : 10_001)}}}},"allowPrivilegeEscalation":false}}
            """);
    }
}
