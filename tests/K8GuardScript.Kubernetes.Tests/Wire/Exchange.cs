using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>One recorded request and its answer.</summary>
internal sealed class Exchange
{
    private readonly JsonElement exchange;

    public Exchange(JsonElement exchange)
    {
        this.exchange = exchange;
        var target = Request.GetProperty("path").GetString()!.Split('?', 2);
        PathOnly = target[0];
        Path = ApiPath.Parse(PathOnly);
        Query = target.Length < 2
            ? []
            : target[1].Split('&').Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair.Length < 2 ? "" : Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
    }

    public string Step => this.exchange.GetProperty("step").GetString()!;

    public string Method => Request.GetProperty("method").GetString()!;

    public string PathOnly { get; }

    public ApiPath Path { get; }

    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>An eviction may say so in its body.</summary>
    public bool IsDryRun => Query.ContainsKey("dryRun") || (Body as JsonObject)?["deleteOptions"]?["dryRun"] is not null;

    public string ContentType => Header(Request, "content-type");

    /// <summary>Null when the caller acts as itself.</summary>
    public Impersonation? Impersonation =>
        Header(Request, "impersonate-user") is { Length: > 0 } user
            ? new Impersonation(user, [.. Request.GetProperty("headers").EnumerateObject()
                .Where(header => header.Name.StartsWith("Impersonate-", StringComparison.Ordinal))
                .Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))])
            : null;

    public bool IsWatch => Query.GetValueOrDefault("watch") == "true";

    /// <summary>Null when there is none.</summary>
    public JsonNode? Body => Request.TryGetProperty("body", out var body) ? JsonNode.Parse(body.GetRawText()) : null;

    public KindName Kind => new(Path.Group, Path.Version, Path.Kind);

    public ObjectAddress Address => new(Kind, Path.Namespace, Path.Name);

    public ResourcePath Resource => new(Kind, Path.Plural, IsNamespaced: true);

    public JsonElement Response => this.exchange.GetProperty("response");

    private JsonElement Request => this.exchange.GetProperty("request");

    /// <summary>The answer, as it came.</summary>
    public Reply Answer => this.exchange.Answer();

    public static string Header(JsonElement message, string name) =>
        message.GetProperty("headers").EnumerateObject()
            .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value.GetString()!)
            .FirstOrDefault("");

    /// <summary>The bytes that were sent; large ones, which are only described, are made up anew.</summary>
    public byte[] BodyBytes()
    {
        var text = Body is JsonValue value && value.TryGetValue<string>(out var found) ? found : null;
        return text switch
        {
            null => JsonSerializer.SerializeToUtf8Bytes(Body),
            "(a ConfigMap whose data.k is 3200000 times x)" => Large("data", "k", 3_200_000),
            "(a ConfigMap whose data.k is 1100000 times x)" => Large("data", "k", 1_100_000),
            "(a ConfigMap with one annotation of 270000 times x)" => Large("metadata", "annotations", 270_000),
            "(a merge patch of 3.2 MB)" => Large("data", "k", 3_200_000),
            _ => System.Text.Encoding.UTF8.GetBytes(text),
        };
    }

    private static byte[] Large(string mapping, string key, int length)
    {
        JsonNode large = key == "annotations" ? new JsonObject { ["k"] = new string('x', length) } : new string('x', length);
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = "big" } };
        if (mapping == "metadata") body["metadata"]![key] = large;
        else body[mapping] = new JsonObject { [key] = large };
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }
}
