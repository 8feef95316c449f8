using System.Text;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Writes nodes, with the images that lie on them.</summary>
internal static class NodeText
{
    private const int Images = 30;
    private static readonly string[] Conditions = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"];

    public static string Of(PlannedObject node)
    {
        var text = new StringBuilder(8_000);
        text.Append($$$$"""
            "spec":{"podCIDR":"10.{{{{node.Number & 255}}}}.0.0/24","providerID":"example://{{{{node.Name.Name}}}}"},
            "status":{"capacity":{{{{Amounts}}}},"allocatable":{{{{Amounts}}}},"conditions":[
            """);
        var at = ObjectText.Time(40_000 + node.StatusEdition);
        foreach (var condition in Conditions)
        {
            var holds = condition == "Ready" || (condition == "MemoryPressure" && node.Has(Flaw.UnderPressure));
            text.Append($$$$"""
                {"type":"{{{{condition}}}}","status":"{{{{(holds ? "True" : "False")}}}}","lastHeartbeatTime":"{{{{at}}}}",
                "lastTransitionTime":"{{{{ObjectText.Time(node.Number)}}}}",
                "reason":"Kubelet{{{{condition}}}}","message":"kubelet tells {{{{condition}}}}"},
                """);
        }

        text.Length--;
        text.Append($$$$"""
            ],"addresses":[{"type":"InternalIP","address":"172.16.{{{{node.Number % 250}}}}.1"},{"type":"Hostname",
            "address":"{{{{node.Name.Name}}}}"}],"nodeInfo":{"kernelVersion":"6.8.0","osImage":"Linux",
            "containerRuntimeVersion":"containerd://2.0.0","kubeletVersion":"v1.36.0","operatingSystem":"linux","architecture":"amd64"},
            "images":[
            """);
        for (var i = 0; i < Images; i++)
        {
            var team = $"team-{((node.Number * 7) + i) % 60:d2}";
            text.Append(i > 0 ? "," : "").Append($$$$"""
                {"names":["registry.example.com/{{{{team}}}}/web@sha256:{{{{node.Number % 50:x8}}}}{{{{i:x56}}}}",
                "registry.example.com/{{{{team}}}}/web:1.{{{{i % 6}}}}.2"],"sizeBytes":{{{{40_000_000L * (1 + (i % 25))}}}}}
                """);
        }

        return text.Append("]}").ToString();
    }

    private const string Amounts = """{"cpu":"16","ephemeral-storage":"200Gi","memory":"64Gi","pods":"250"}""";
}
