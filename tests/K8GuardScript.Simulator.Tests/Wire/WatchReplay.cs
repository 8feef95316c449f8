using System.Globalization;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>An open watch, whose events and end are compared with the recorded ones. Time is moved on by hand.</summary>
internal sealed class WatchReplay(
    Exchange exchange, HttpResponseMessage response, RecordedValues values, ManualClock clock, SimulatedCluster cluster) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset opened = clock.GetUtcNow();
    private readonly List<string> differences = [];
    private StreamReader? reader;
    private JsonObject? held;

    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        if ((int)response.StatusCode != exchange.Status)
            return [$"status {(int)response.StatusCode}, recorded was {exchange.Status}: {await response.Content.ReadAsStringAsync()}"];
        this.differences.AddRange(TranscriptReplay.CompareHeaders(exchange, TranscriptCaller.HeadersOf(response), values));
        this.reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var recorded = WithoutRepeats(exchange.Lines);
        var omitted = (exchange.Response["lineCount"]?.GetValue<int>() ?? recorded.Count) - recorded.Count;
        var head = exchange.Response["linesOmittedAfter"]?.GetValue<int>() ?? recorded.Count;
        for (var i = 0; i < recorded.Count && this.differences.Count == 0; i++)
        {
            if (i == head) await SkipAsync(omitted);
            await CompareLineAsync(i, recorded[i]);
        }

        if (this.differences.Count == 0) await CompareEndAsync();
        return this.differences;
    }

    public void Dispose()
    {
        this.reader?.Dispose();
        response.Dispose();
    }

    private async Task SkipAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if ((await NextAsync())?["type"]?.GetValue<string>() == "ADDED") continue;
            this.differences.Add($"omitted line {i} is no ADDED");
            return;
        }
    }

    private async Task CompareLineAsync(int index, JsonObject recorded)
    {
        var bookmark = recorded["type"]!.GetValue<string>() == "BOOKMARK";
        if (bookmark && recorded["object"]!["metadata"]!["annotations"] is null) clock.Advance(TimeToBookmark());
        var line = await NextAsync();
        if (line is null)
        {
            this.differences.Add($"line {index} is missing, recorded was {recorded["type"]}");
            return;
        }

        var comparison = new BodyComparison(values);
        comparison.Compare("type", recorded["type"], line["type"]);
        comparison.Compare(bookmark ? "list" : "object", recorded["object"], line["object"]);
        this.differences.AddRange(comparison.Differences.Select(difference => $"line {index}: {difference}"));
    }

    private TimeSpan TimeToBookmark()
    {
        var elapsed = clock.GetUtcNow() - this.opened;
        var toEnd = Timeout() - BeforeEnd - elapsed;
        return toEnd < TimeSpan.FromMinutes(1) ? toEnd : TimeSpan.FromMinutes(1);
    }

    private async Task CompareEndAsync()
    {
        var end = exchange.Response["end"]!.GetValue<string>();
        if (end == "client closed") return;
        if (end.StartsWith("aborted", StringComparison.Ordinal)) await cluster.DisposeAsync();
        else clock.Advance(Timeout());
        try
        {
            while (await NextAsync() is { } more)
            {
                if (more["type"]?.GetValue<string>() != "BOOKMARK") this.differences.Add($"one more line: {more.ToJsonString()}");
            }

            if (end.StartsWith("aborted", StringComparison.Ordinal)) this.differences.Add("the body ended cleanly, recorded was a cut");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            if (!end.StartsWith("aborted", StringComparison.Ordinal)) this.differences.Add($"the body was cut: {error.Message}");
        }
    }

    private async Task<JsonObject?> NextAsync()
    {
        while (true)
        {
            string? line;
            try
            {
                line = await this.reader!.ReadLineAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                this.differences.Add("nothing came for a while");
                return null;
            }

            var next = line is null ? null : JsonNode.Parse(line)!.AsObject();
            if (next is not null && IsRepeat(this.held, next)) continue;
            return this.held = next;
        }
    }

    // how often a bookmark is repeated is a matter of the server's clock
    private static List<JsonObject> WithoutRepeats(IReadOnlyList<JsonObject> lines) =>
        [.. lines.Where((line, i) => i == 0 || !IsRepeat(lines[i - 1], line))];

    private static bool IsRepeat(JsonObject? before, JsonObject line) =>
        before is not null && line["type"]?.GetValue<string>() == "BOOKMARK" && JsonNode.DeepEquals(before, line);

    private TimeSpan Timeout() => TimeSpan.FromSeconds(int.Parse(exchange.Query("timeoutSeconds") ?? "300", CultureInfo.InvariantCulture));
}
