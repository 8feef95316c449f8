using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>Plays the requests of a transcript to a simulated cluster, one after another, and compares what comes back.</summary>
internal sealed class TranscriptReplay : IAsyncDisposable
{
    private static readonly string[] ComparedHeaders =
        ["content-type", "content-encoding", "retry-after", "allow", "location", "www-authenticate"];
    private static readonly string[] PresentHeaders = ["warning", "etag"];

    private readonly Transcript transcript;
    private readonly Setup setup;
    private readonly ManualClock clock;
    private readonly SimulatedCluster cluster;
    private readonly RecordedValues values = new();
    private readonly TranscriptCaller caller;
    private readonly Dictionary<string, WatchReplay> open = new(StringComparer.Ordinal);

    private TranscriptReplay(Transcript transcript, Setup setup, ManualClock clock, SimulatedCluster cluster)
    {
        this.transcript = transcript;
        this.setup = setup;
        this.clock = clock;
        this.cluster = cluster;
        this.caller = new TranscriptCaller(cluster, this.values);
    }

    public static async Task<TranscriptReplay> StartAsync(Transcript transcript)
    {
        var clock = new ManualClock();
        var options = new SimulatorOptions
        {
            Clock = clock,
            FreshnessWait = TimeSpan.Zero,
            AnonymousIsAdmin = false,
            Housekeeping = false,
        };
        var cluster = await SimulatedCluster.StartAsync(options, TestContext.Current.CancellationToken);
        return new TranscriptReplay(transcript, Setup.Of(transcript.Name), clock, cluster);
    }

    /// <summary>By step, what is not as recorded; nothing for the others.</summary>
    public async Task<Dictionary<string, IReadOnlyList<string>>> RunAsync()
    {
        var differences = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        Apply(this.setup.Given);
        for (var i = 0; i < this.transcript.Exchanges.Count; i++)
        {
            var exchange = this.transcript.Exchanges[i];
            Apply(this.setup.Before(exchange.Step));
            var next = this.transcript.Exchanges.ElementAtOrDefault(i + 1);
            if (exchange.Method != "GET" && next is { IsConcurrent: true })
                this.open[next.Step] = await OpenAsync(next);
            var found = await PlayAsync(exchange);
            if (found.Count > 0) differences[exchange.Step] = found;
        }

        return differences;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in this.open.Values) watch.Dispose();
        this.caller.Dispose();
        await this.cluster.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> PlayAsync(Exchange exchange)
    {
        if (exchange.IsWatch)
        {
            if (!this.open.Remove(exchange.Step, out var watch)) watch = await OpenAsync(exchange);
            using (watch)
            {
                Apply(this.setup.During(exchange.Step));
                return await watch.FinishAsync();
            }
        }

        var reply = await this.caller.SendAsync(exchange);
        return Compare(exchange, reply);
    }

    private async Task<WatchReplay> OpenAsync(Exchange exchange) =>
        new(exchange, await this.caller.OpenAsync(exchange), this.values, this.clock, this.cluster);

    private List<string> Compare(Exchange exchange, TranscriptReply reply)
    {
        if (reply.Status != exchange.Status) return [$"status {reply.Status}, recorded was {exchange.Status}: {Start(reply.Text)}"];
        var differences = CompareHeaders(exchange, reply.Headers, this.values);
        var recorded = exchange.Response["body"];
        if (recorded is JsonObject body)
        {
            var comparison = new BodyComparison(this.values) { OfDryRun = exchange.Method == "POST" && exchange.Query("dryRun") is not null };
            var own = Parse(reply.Text);
            if (own is JsonObject list) differences.AddRange(CutItems(exchange, body, list));
            comparison.Compare(body.ContainsKey("items") || body.ContainsKey("rows") ? "list" : "body", recorded, own);
            differences.AddRange(comparison.Differences);
        }
        else if ((recorded?.GetValue<string>() ?? "") != reply.Text) differences.Add($"text `{Start(reply.Text)}`, recorded was `{recorded}`");

        return differences;
    }

    /// <summary>Leaves those items that the transcript kept of a long list.</summary>
    private static IEnumerable<string> CutItems(Exchange exchange, JsonObject recorded, JsonObject own)
    {
        if (recorded["items"] is not JsonArray kept || own["items"] is not JsonArray items) yield break;
        if (exchange.Response["itemCount"] is { } count)
        {
            if (items.Count != count.GetValue<int>()) yield return $"{items.Count} items, recorded were {count}";
            while (items.Count > kept.Count) items.RemoveAt(items.Count - 1);
        }
        else if (exchange.Step.EndsWith("(only this group's entry is kept here)", StringComparison.Ordinal))
        {
            var names = kept.Select(item => item!["metadata"]!["name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            foreach (var other in items.Where(item => !names.Contains(item!["metadata"]!["name"]!.GetValue<string>())).ToList()) items.Remove(other);
        }
    }

    public static List<string> CompareHeaders(Exchange exchange, IReadOnlyDictionary<string, string> headers, RecordedValues values)
    {
        var differences = new List<string>();
        foreach (var name in ComparedHeaders)
        {
            var (recorded, own) = (Plain(exchange.Header(name)), Plain(headers.GetValueOrDefault(name)));
            if (recorded != own) differences.Add($"header {name} `{own}`, recorded was `{recorded}`");
        }

        foreach (var name in PresentHeaders)
        {
            var (recorded, own) = (exchange.Header(name), headers.GetValueOrDefault(name));
            if (recorded is null != own is null) differences.Add($"header {name} `{own}`, recorded was `{recorded}`");
            else if (name == "etag" && own is not null && !values.Same(recorded!, own)) differences.Add($"header etag `{own}` is another");
        }

        return differences;
    }

    private void Apply(IEnumerable<JsonObject> entries)
    {
        foreach (var entry in entries) UnseenChange.Apply(entry, this.cluster, this.values);
    }

    private static string? Plain(string? header) => header?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string Start(string text) => text.Length > 400 ? text[..400] + "..." : text;
}
