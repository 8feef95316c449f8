using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>Sends recorded requests, with what the recorded server had made up replaced by what the simulator made up.</summary>
internal sealed class TranscriptCaller(SimulatedCluster cluster, RecordedValues values) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new() { BaseAddress = cluster.Address, Timeout = TimeSpan.FromSeconds(30) };
    private string? accountToken;
    private string redacted = "";

    public async Task<TranscriptReply> SendAsync(Exchange exchange)
    {
        using var response = await OpenAsync(exchange);
        await using var raw = await response.Content.ReadAsStreamAsync();
        await using var stream = response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        var reply = new TranscriptReply((int)response.StatusCode, HeadersOf(response), await ReadAsync(reader));
        KeepToken(exchange, reply);
        return reply;
    }

    /// <summary>The answer with its headers only: of a watch the events are still to come.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Exchange exchange)
    {
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), Path(exchange.Path));
        if (await TokenAsync(exchange) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var body = await BodyAsync(exchange);
        if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in exchange.Request["headers"]!.AsObject())
        {
            if (request.Headers.TryAddWithoutValidation(name, values.Translate(value!.GetValue<string>()))) continue;
            request.Content ??= new ByteArrayContent([]);
            request.Content.Headers.TryAddWithoutValidation(name, value.GetValue<string>());
        }

        return await this.http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static Dictionary<string, string> HeadersOf(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => string.Join(", ", pair.Value), StringComparer.Ordinal);

    public void Dispose() => this.http.Dispose();

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadToEndAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return "(a body without an end)";
        }
    }

    private async Task<string?> TokenAsync(Exchange exchange)
    {
        if (exchange.User == "anonymous") return null;
        if (exchange.User is "admin" or "nobody" or "bad-token") return exchange.User;
        return await AccountTokenAsync();
    }

    private async Task<string> AccountTokenAsync() => this.accountToken ??= await AskTokenAsync("wire-auth", "bot");

    private async Task<string> AskTokenAsync(string ns, string account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/namespaces/{ns}/serviceaccounts/{account}/token")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "admin");
        using var response = await this.http.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        return body?["status"]?["token"]?.GetValue<string>() ?? "none";
    }

    private void KeepToken(Exchange exchange, TranscriptReply reply)
    {
        if (reply.Status == 201 && exchange.Path.EndsWith("/serviceaccounts/bot/token", StringComparison.Ordinal))
            this.accountToken = JsonNode.Parse(reply.Text)!["status"]!["token"]!.GetValue<string>();
    }

    private string Path(string recorded)
    {
        var parts = recorded.Split('?', 2);
        if (parts.Length == 1) return values.Translate(recorded);
        var query = parts[1].Split('&').Select(part => part.Split('=', 2) switch
        {
            ["resourceVersion", var version] => $"resourceVersion={values.Version(version)}",
            ["continue", var token] => $"continue={values.ContinueToken(Uri.UnescapeDataString(token))}",
            _ => part,
        });
        return $"{values.Translate(parts[0])}?{string.Join('&', query)}";
    }

    private async Task<byte[]?> BodyAsync(Exchange exchange)
    {
        if (exchange.Request["body"] is not { } body) return null;
        this.redacted = await RedactedAsync(exchange);
        if (body is JsonValue text && text.TryGetValue<string>(out var raw)) return LargeBody.Of(raw) ?? Encoding.UTF8.GetBytes(raw);
        return Encoding.UTF8.GetBytes(Translate(body, "", parent: null)!.ToJsonString());
    }

    private JsonNode? Translate(JsonNode? node, string key, JsonObject? parent) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair =>
            KeyValuePair.Create(pair.Key, Translate(pair.Value, pair.Key, map)))),
        JsonArray list => new JsonArray([.. list.Select(item => Translate(item, "", parent: null))]),
        JsonValue value when value.TryGetValue<string>(out var text) => IsVersion(key, parent) ? values.Version(text)
            : text == "REDACTED-TOKEN" ? this.redacted : values.Translate(text),
        _ => node?.DeepClone(),
    };

    /// <summary>The token that was asked about, told by what came back.</summary>
    private async Task<string> RedactedAsync(Exchange exchange)
    {
        if (!exchange.Request["body"]!.ToJsonString().Contains("REDACTED-TOKEN", StringComparison.Ordinal)) return "";
        var status = exchange.Response["body"]?["status"] as JsonObject;
        if (status?["user"]?["username"]?.GetValue<string>() == "nobody") return "nobody";
        var token = await AccountTokenAsync();
        return status?["error"]?.GetValue<string>().Contains("cryptographic", StringComparison.Ordinal) == true ? token[..^4] + "AAAA" : token;
    }

    private static bool IsVersion(string key, JsonObject? parent) => key == "resourceVersion"
        || (key == "value" && parent?["path"]?.GetValue<string>() == "/metadata/resourceVersion");
}
