using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Compares what the client sent with what was recorded: method, path, dry run, and what the body means.</summary>
internal static class SentRequest
{
    /// <summary>Fields that the server ignores or that only name the form.</summary>
    private static readonly string[] Ignored = ["creationTimestamp", "managedFields"];

    public static void AssertMeans(Exchange exchange, ScriptedRequest sent)
    {
        Assert.Equal($"{exchange.Method} {exchange.PathOnly}", $"{sent.Method} {sent.Target.Split('?')[0]}");
        if (exchange.Method == "GET") return;

        Assert.NotEqual("", sent.Body);
        if (exchange.Method == "DELETE")
        {
            AssertSame(OptionsOf(exchange), Bare(JsonNode.Parse(sent.Body)));
            return;
        }

        Assert.Equal(exchange.IsDryRun, sent.Target.Contains("dryRun=All", StringComparison.Ordinal));
        if (exchange.ContentType.Length > 0) Assert.Equal(exchange.ContentType, sent.Headers["content-type"]);
        if (exchange.Body is JsonValue) return;
        AssertSame(Meaning(exchange.Body, exchange.Path), Meaning(JsonNode.Parse(sent.Body), exchange.Path));
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"recorded {expected?.ToJsonString()}\nsent     {actual?.ToJsonString()}");

    private static JsonNode? Meaning(JsonNode? body, ApiPath path)
    {
        if (body is JsonObject whole && whole["metadata"] is JsonObject metadata)
        {
            foreach (var field in Ignored) metadata.Remove(field);
        }

        // a status can't be changed by the client
        if (path.Subresource == "scale") body!.AsObject().Remove("status");
        if (body is JsonObject eviction && eviction["deleteOptions"] is { } options)
        {
            if (Bare(options) is JsonObject { Count: 0 }) eviction.Remove("deleteOptions");
        }

        return body;
    }

    /// <summary>Options may stand in the query and in the body.</summary>
    private static JsonObject OptionsOf(Exchange exchange)
    {
        var options = Bare(exchange.Body) as JsonObject ?? [];
        foreach (var (key, value) in exchange.Query)
        {
            options[key] = key switch
            {
                "dryRun" => new JsonArray(value),
                "gracePeriodSeconds" => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
                _ => value,
            };
        }

        return options;
    }

    private static JsonNode? Bare(JsonNode? options)
    {
        (options as JsonObject)?.Remove("apiVersion");
        (options as JsonObject)?.Remove("kind");
        return options;
    }
}
