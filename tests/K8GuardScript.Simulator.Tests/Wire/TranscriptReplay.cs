using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>Plays the requests of a transcript to a simulated cluster, one after another, and compares what comes back.</summary>
internal sealed class TranscriptReplay : IAsyncDisposable
{
    private static readonly string[] ComparedHeaders = ["content-type", "content-encoding", "retry-after", "allow", "location", "www-authenticate"];
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
            Clock = clock, FreshnessWait = TimeSpan.Zero, AnonymousIsAdmin = false, Housekeeping = false,
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
            if (i + 1 < this.transcript.Exchanges.Count && exchange.Method != "GET" && this.transcript.Exchanges[i + 1] is { IsConcurrent: true } next)
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
        var differences = CompareHeaders(exchange, reply.Headers);
        var recorded = exchange.Response["body"];
        if (recorded is JsonObject body)
        {
            var comparison = new BodyComparison(this.values);
            comparison.Compare(body.ContainsKey("items") ? "list" : "body", recorded, Parse(reply.Text));
            differences.AddRange(comparison.Differences);
        }
        else if ((recorded?.GetValue<string>() ?? "") != reply.Text) differences.Add($"text `{Start(reply.Text)}`, recorded was `{recorded}`");

        return differences;
    }

    public static List<string> CompareHeaders(Exchange exchange, IReadOnlyDictionary<string, string> headers)
    {
        var differences = new List<string>();
        foreach (var name in ComparedHeaders)
        {
            var (recorded, own) = (Plain(exchange.Header(name)), Plain(headers.GetValueOrDefault(name)));
            if (recorded != own) differences.Add($"header {name} `{own}`, recorded was `{recorded}`");
        }

        foreach (var name in PresentHeaders)
        {
            if (headers.ContainsKey(name) != (exchange.Header(name) is not null)) differences.Add($"header {name} `{headers.GetValueOrDefault(name)}`");
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
