using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>Reads the HTTP API of a running guard.</summary>
internal sealed class GuardClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public Uri Address => address;

    public async Task<(HttpStatusCode Code, string Text)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Deadline.Token());
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Deadline.Token()));
    }

    public async Task<JsonNode> JsonAsync(string path)
    {
        var (code, text) = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, code);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The items of a page.</summary>
    public async Task<IReadOnlyList<JsonObject>> ItemsAsync(string path) =>
        [.. (await JsonAsync(path))["items"]!.AsArray().Select(item => item!.AsObject())];

    /// <summary>Waits on the event stream until an event comes that is wanted; what happened already counts.</summary>
    /// <param name="wanted">kind and text</param>
    /// <param name="after">id after which to look</param>
    /// <returns>id and text of the event</returns>
    public async Task<(long Id, string Text)> WaitForAsync(Func<string, string, bool> wanted, long after = 0)
    {
        var seen = new List<string>();
        try
        {
            await foreach (var item in EventsAsync(after, Deadline.Token()))
            {
                var text = JsonNode.Parse(item.Data)!["text"]!.GetValue<string>();
                if (wanted(item.EventType, text)) return (long.Parse(item.EventId!), text);
                seen.Add($"{item.EventType}: {text}");
            }
        }
        catch (OperationCanceledException)
        {
            // told below, with what came in its place
        }

        throw new TimeoutException($"the awaited event did not come; these did:\n{string.Join('\n', seen)}");
    }

    /// <summary>Waits until something holds, looking again at every event.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        if (await holds()) return;
        await foreach (var _ in EventsAsync(0, Deadline.Token()))
        {
            if (await holds()) return;
        }
    }

    public void Dispose() => http.Dispose();

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/events?since={after}", UriKind.Relative));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancel)) yield return item;
    }
}
