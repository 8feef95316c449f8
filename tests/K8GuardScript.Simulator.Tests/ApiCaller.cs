using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests;

/// <summary>A cluster and a plain HTTP client on it.</summary>
internal sealed class ApiCaller : IAsyncDisposable
{
    private readonly HttpClient http;

    private ApiCaller(SimulatedCluster cluster)
    {
        Cluster = cluster;
        http = new HttpClient { BaseAddress = cluster.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public SimulatedCluster Cluster { get; }

    public static async Task<ApiCaller> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatedCluster.StartAsync(options ?? new SimulatorOptions(), TestContext.Current.CancellationToken));

    /// <summary>An object from compact JSON.</summary>
    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public JsonObject Put(string json) => Cluster.Put(Json(json));

    public async Task<ApiReply> SendAsync(
        string method, string path, string? body = null, string? contentType = null, string? accept = null, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new ApiReply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", text);
    }

    public Task<ApiReply> GetAsync(string path) => SendAsync("GET", path);

    public Task<ApiReply> PostAsync(string path, string body) => SendAsync("POST", path, body, "application/json");

    public Task<ApiReply> MergeAsync(string path, string patch) => SendAsync("PATCH", path, patch, "application/merge-patch+json");

    /// <summary>Opens a watch; the answer's headers are there when this returns.</summary>
    public async Task<WatchReader> WatchAsync(string path) =>
        new(await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Cluster.DisposeAsync();
    }
}
