using System.Globalization;
using System.Text;

namespace K8GuardScript.Views;

/// <summary>Writes the table of the schema's keys.</summary>
internal static class KeyFile
{
    // beside those that the schema lets choose from a few
    private static readonly HashSet<string> Recurring =
    [
        "apiVersion", "kind", "namespace", "image", "imageID", "phase", "reason", "type", "status", "topologyKey", "serviceAccount",
        "serviceAccountName", "schedulerName", "nodeName", "storageClassName", "ingressClassName", "priorityClassName", "runtimeClassName",
        "clusterName", "provisioner", "driver", "key", "operator", "protocol", "terminationMessagePath", "mountPath", "fieldPath",
        "apiGroup", "apiGroups", "resources", "verbs", "accessModes", "finalizers", "manager", "preemptionPolicy",
    ];

    private static readonly HashSet<string> Unique =
    [
        "uid", "resourceVersion", "podIP", "ip", "clusterIP", "clusterIPs", "containerID", "address", "bootID", "machineID",
        "systemUUID", "providerID", "selfLink", "continue", "message",
    ];

    public static string Write(KeyNames keys)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            {{GeneratedFolder.FirstLine}}
            namespace K8GuardScript.Sdk.Objects.Generated;

            /// <summary>The ids of all keys that the API's types have.</summary>
            internal static class SchemaKey
            {
                public const int Count = {{keys.All.Count}};

            """);
        text.Append('\n');
        for (var id = 0; id < keys.All.Count; id++)
            text.Append(CultureInfo.InvariantCulture, $"    public const int {keys.Constant(keys.All[id])} = {id};\n");

        text.Append("\n    public static readonly string[] Names =\n    [\n");
        foreach (var key in keys.All) text.Append(CultureInfo.InvariantCulture, $"        \"{key}\",\n");
        text.Append("    ];\n\n    /// <summary>Each key's TextHabit: 1 recurring, 2 unique.</summary>\n");
        text.Append("    public static System.ReadOnlySpan<byte> Habits =>\n    [\n");
        foreach (var line in keys.All.Select(key => HabitOf(key, keys)).Chunk(40))
            text.Append("        ").AppendJoin(", ", line).Append(",\n");
        return text.Append("    ];\n}\n").ToString();
    }

    private static int HabitOf(string key, KeyNames keys) =>
        Unique.Contains(key) ? 2 : Recurring.Contains(key) || keys.Chosen.Contains(key) ? 1 : 0;
}
