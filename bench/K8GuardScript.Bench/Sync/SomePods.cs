using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace K8GuardScript.Bench.Sync;

/// <summary>Pods as an API server writes them, 2 to 8 KB each, with what a kubelet and a controller add. The same number, the same pod.</summary>
internal static class SomePods
{
    private static readonly string[] Verbs = ["Initialized", "PodReadyToStartContainers", "Ready", "ContainersReady", "PodScheduled"];

    /// <param name="number">counted from 0; versions follow it</param>
    /// <param name="output">gets the item of a list: without kind and apiVersion, as lists of built-in kinds are</param>
    public static void Write(int number, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        WriteMetadata(writer, number);
        WriteSpec(writer, number);
        WriteStatus(writer, number);
        writer.WriteEndObject();
    }

    public static string Version(int number) => (1_000_000 + number).ToString(CultureInfo.InvariantCulture);

    private static string Uid(int number) => string.Create(CultureInfo.InvariantCulture, $"4d6536d0-9e94-40de-b99b-{number:x12}");

    private static void WriteMetadata(Utf8JsonWriter writer, int number)
    {
        var app = string.Create(CultureInfo.InvariantCulture, $"service-{number / 3:d5}");
        writer.WriteStartObject("metadata");
        writer.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"{app}-6c8f5d7b9-{number:x5}"));
        writer.WriteString("generateName", $"{app}-6c8f5d7b9-");
        writer.WriteString("namespace", string.Create(CultureInfo.InvariantCulture, $"team-{number % 97:d2}"));
        writer.WriteString("uid", Uid(number));
        writer.WriteString("resourceVersion", Version(number));
        writer.WriteNumber("generation", 1);
        writer.WriteString("creationTimestamp", "2026-11-22T06:35:05Z");
        WriteMap(writer, "labels", ("app.kubernetes.io/name", app), ("app.kubernetes.io/part-of", "shop"), ("pod-template-hash", "6c8f5d7b9"));
        WriteMap(writer, "annotations", ("prometheus.io/scrape", "true"), ("example.com/owner", "team@example.com"));
        writer.WriteStartArray("ownerReferences");
        WriteMap(writer, null, ("apiVersion", "apps/v1"), ("kind", "ReplicaSet"), ("name", $"{app}-6c8f5d7b9"), ("uid", Uid(number / 3)));
        writer.WriteEndArray();
        writer.WriteStartArray("managedFields");
        WriteManaged(writer, "kube-controller-manager", 14);
        WriteManaged(writer, "kubelet", 8 + (number % 12));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteManaged(Utf8JsonWriter writer, string manager, int fields)
    {
        writer.WriteStartObject();
        writer.WriteString("manager", manager);
        writer.WriteString("operation", "Update");
        writer.WriteString("apiVersion", "v1");
        writer.WriteString("time", "2026-11-22T06:35:05Z");
        writer.WriteString("fieldsType", "FieldsV1");
        writer.WriteStartObject("fieldsV1");
        for (var i = 0; i < fields; i++)
        {
            writer.WriteStartObject(string.Create(CultureInfo.InvariantCulture, $"f:field{i}"));
            writer.WriteStartObject(".");
            writer.WriteEndObject();
            writer.WriteStartObject("f:value");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSpec(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject("spec");
        writer.WriteStartArray("volumes");
        writer.WriteStartObject();
        writer.WriteString("name", "kube-api-access-x7k2m");
        WriteMap(writer, "emptyDir", ("medium", "Memory"));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("containers");
        for (var i = 0; i <= number % 3; i++) WriteContainer(writer, i, number % 25);
        writer.WriteEndArray();
        writer.WriteString("restartPolicy", "Always");
        writer.WriteNumber("terminationGracePeriodSeconds", 30);
        writer.WriteString("dnsPolicy", "ClusterFirst");
        writer.WriteString("serviceAccountName", "default");
        writer.WriteString("nodeName", string.Create(CultureInfo.InvariantCulture, $"node-{number % 500:d3}"));
        WriteMap(writer, "securityContext", ("fsGroupChangePolicy", "OnRootMismatch"));
        writer.WriteStartArray("tolerations");
        WriteMap(writer, null, ("key", "node.kubernetes.io/not-ready"), ("operator", "Exists"), ("effect", "NoExecute"));
        WriteMap(writer, null, ("key", "node.kubernetes.io/unreachable"), ("operator", "Exists"), ("effect", "NoExecute"));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteContainer(Utf8JsonWriter writer, int index, int variables)
    {
        writer.WriteStartObject();
        writer.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"main-{index}"));
        writer.WriteString("image", string.Create(CultureInfo.InvariantCulture, $"registry.example.com/shop/web-{index}:1.{variables}.7"));
        writer.WriteStartArray("ports");
        writer.WriteStartObject();
        writer.WriteString("name", "http");
        writer.WriteNumber("containerPort", 8080);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("env");
        for (var i = 0; i < variables; i++) WriteMap(writer, null, ("name", $"VARIABLE_{i}"), ("value", "jdbc:postgresql://db:5432/shop"));
        writer.WriteEndArray();
        writer.WriteStartObject("resources");
        WriteMap(writer, "limits", ("cpu", "500m"), ("memory", "512Mi"));
        WriteMap(writer, "requests", ("cpu", "250m"), ("memory", "256Mi"));
        writer.WriteEndObject();
        writer.WriteString("imagePullPolicy", "IfNotPresent");
        writer.WriteStartObject("securityContext");
        writer.WriteBoolean("allowPrivilegeEscalation", false);
        writer.WriteNumber("runAsUser", 10001);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject("status");
        writer.WriteString("phase", "Running");
        writer.WriteStartArray("conditions");
        foreach (var verb in Verbs)
            WriteMap(writer, null, ("type", verb), ("status", "True"), ("lastTransitionTime", "2026-11-22T06:35:07Z"));
        writer.WriteEndArray();
        writer.WriteString("podIP", string.Create(CultureInfo.InvariantCulture, $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}"));
        writer.WriteString("qosClass", "Burstable");
        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, string? name, params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        if (name is null) writer.WriteStartObject();
        else writer.WriteStartObject(name);
        foreach (var (key, value) in pairs) writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
