using System.CommandLine;
using System.Text.Json;
using K8GuardScript.Bench;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard bench</c>: measures the worker on a simulated cluster of any size.</summary>
internal static class BenchVerb
{
    private const string Json = "json";
    private const int CrowdOfLookUps = 10_000;
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var verb = new Command("bench", "Measure the worker on a simulated cluster: lists, verdicts, events, memory.");
        var objects = NumberOption.Whole("--objects", "how many objects the cluster has", 10_000, 1, GeneratedOptions.Most);
        var policies = NumberOption.Whole("--policies", "how many policies are in force", 50, 1, 1_000);
        var seed = NumberOption.Whole("--seed", "another seed makes up another cluster", 1, 0, int.MaxValue);
        var seconds = NumberOption.Whole("--seconds", "how long events are sent; 0 for none", 30, 0, 3_600);
        var events = NumberOption.Whole("--events", "how many events a second", 500, 0, 100_000);
        var replacements = NumberOption.Whole("--replacements", "so many changes before memory is looked at again", 0, 0, 10_000_000);
        var rest = NumberOption.Whole("--rest", "and so many seconds of rest", 60, 0, 3_600);
        var lookUps = new Option<bool>("--look-ups") { Description = "10,000 of the objects are pods of one namespace, which two more policies list" };
        var growth = new Option<bool>("--growth") { Description = "run 1,000 to 100,000 objects and 5 to 200 policies, and tell how the cost grows" };
        var output = OutputOption.Create("table", Json);
        Option[] options = [objects, policies, seed, seconds, events, replacements, rest, lookUps, growth, output];
        foreach (var option in options) verb.Options.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            var isJson = parsed.GetValue(output) == Json;
            if (parsed.GetValue(growth)) return CommandLine.WholeAsync(() => GrowAsync(parsed.GetValue(seed), isJson, cancel), cancel);
            var crowd = parsed.GetValue(lookUps) ? CrowdOfLookUps : 0;
            var run = new BenchOptions
            {
                Objects = Math.Max(parsed.GetValue(objects), crowd * 6 / 5),
                Policies = parsed.GetValue(policies),
                Seed = parsed.GetValue(seed),
                Seconds = parsed.GetValue(seconds),
                Events = parsed.GetValue(events),
                Replacements = parsed.GetValue(replacements),
                Rest = parsed.GetValue(rest),
                Crowd = crowd,
            };
            return CommandLine.WholeAsync(() => RunAsync(run, isJson, cancel), cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(BenchOptions options, bool isJson, CancellationToken cancel)
    {
        var result = await new BenchRun(options, TimeProvider.System).MeasureAsync(cancel).ConfigureAwait(false);
        var text = isJson ? JsonSerializer.Serialize(result, Form) : string.Join('\n', BenchTable.Lines(result));
        await Console.Out.WriteLineAsync(text).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> GrowAsync(int seed, bool isJson, CancellationToken cancel)
    {
        var growth = await GrowthRun.MeasureAsync(seed, cancel).ConfigureAwait(false);
        var text = isJson ? JsonSerializer.Serialize(growth, Form) : string.Join('\n', growth.Lines());
        await Console.Out.WriteLineAsync(text).ConfigureAwait(false);
        return 0;
    }
}
