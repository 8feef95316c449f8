using System.Globalization;

namespace K8GuardScript.Bench;

/// <summary>
/// Measures how long a verdict that rests on the pods of a namespace takes to follow them: it labels one pod, and waits until the
/// recorded violation, whose message tells the label, has it.
/// </summary>
internal sealed class LookUpProbe(SimulatorProcess cluster, MeasuredWorker worker, TimeProvider clock)
{
    /// <summary>The label; <see cref="BenchPolicies"/> has the rule.</summary>
    public const string Label = "bench-mark";

    private const int Rounds = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    // not in step with what is done once a second
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(270);

    /// <returns>from the label's write to the verdict's record</returns>
    /// <exception cref="TimeoutException">a verdict did not follow within a minute</exception>
    public async Task<Latencies?> MeasureAsync(CancellationToken cancel)
    {
        List<double> took = [];
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(Pause, clock, cancel).ConfigureAwait(false);
            var mark = string.Create(CultureInfo.InvariantCulture, $"mark-{round}.");

            // another one each time it is gone: the cluster changes meanwhile
            var pod = await cluster.FirstPodAsync("crowd", cancel).ConfigureAwait(false);
            var started = clock.GetTimestamp();
            await cluster.LabelPodAsync("crowd", pod, Label, mark + "x", cancel).ConfigureAwait(false);
            while (!IsRecorded(mark))
            {
                if (clock.GetElapsedTime(started) > TimeSpan.FromMinutes(1)) throw new TimeoutException("a verdict did not follow what it looks up");
                await Task.Delay(Poll, clock, cancel).ConfigureAwait(false);
            }

            took.Add(clock.GetElapsedTime(started).TotalSeconds);
        }

        return Latencies.Of(took);
    }

    private bool IsRecorded(string mark) => worker.Ledger.FoundAt(BenchPolicies.Crowd, new("", "Namespace", "", "crowd"))
        .Any(episode => episode.Message.Contains(mark, StringComparison.Ordinal));
}
