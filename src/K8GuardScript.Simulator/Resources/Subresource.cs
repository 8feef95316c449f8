namespace K8GuardScript.Simulator.Resources;

/// <summary>What discovery tells of a subresource; group and version are empty where they are those of its resource.</summary>
internal sealed record Subresource(string Name, string Kind, IReadOnlyList<string> Verbs, string Group = "", string Version = "")
{
    private static readonly string[] ReadAndWrite = ["get", "patch", "update"];
    private static readonly string[] Streams = ["create", "get"];
    private static readonly string[] Proxied = ["create", "delete", "get", "patch", "update"];
    private static readonly string[] Created = ["create"];

    public static Subresource Of(ResourceType type, string name) => name switch
    {
        "scale" => new(name, "Scale", ReadAndWrite, "autoscaling", "v1"),
        "eviction" => new(name, "Eviction", Created, "policy", "v1"),
        "token" => new(name, "TokenRequest", Created, "authentication.k8s.io", "v1"),
        "binding" => new(name, "Binding", Created),
        "attach" => new(name, "PodAttachOptions", Streams),
        "exec" => new(name, "PodExecOptions", Streams),
        "portforward" => new(name, "PodPortForwardOptions", Streams),
        "log" => new(name, type.Kind, ["get"]),
        "proxy" => new(name, $"{type.Kind}ProxyOptions", Proxied),
        "finalize" => new(name, type.Kind, ["update"]),
        _ => new(name, type.Kind, ReadAndWrite),
    };
}
