using System.ComponentModel;
using System.Diagnostics;
using K8GuardScript.Core.Record;
using K8GuardScript.Metrics;
using K8GuardScript.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Metrics;

[Collection(nameof(ServedGuard))]
public sealed class PromtoolTests(ServedGuard guard)
{
    [Fact]
    public async Task Promtool_has_nothing_to_say_about_the_metrics()
    {
        guard.Record(Some.Episode(), Some.Episode(@namespace: "a\"b\\c") with { State = EpisodeState.Contained });
        var metrics = guard.Services.GetRequiredService<GuardMetrics>();
        metrics.Sent("payments-teams", accepted: true);
        metrics.Acted("stop", "done");
        metrics.Evaluated("image-repo", "violated", 1);
        metrics.VerdictStored(TimeSpan.FromMilliseconds(7));
        metrics.EvaluationTook(TimeSpan.FromMilliseconds(2));
        metrics.Loaded("ok");
        var text = await guard.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("k8guard_violations{", text, StringComparison.Ordinal);
        Assert.Contains("k8guard_verdict_latency_seconds_bucket{le=\"0.01\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("k8guard_evaluation_duration_seconds_bucket{le=\"+Inf\"}", text, StringComparison.Ordinal);

        var (code, output) = await CheckAsync(text);

        Assert.Equal((0, ""), (code, output));
    }

    private static async Task<(int Code, string Output)> CheckAsync(string text)
    {
        using var promtool = new Process
        {
            StartInfo = new ProcessStartInfo("promtool", ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            promtool.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("promtool is not installed");
        }

        var output = promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (promtool.ExitCode, await output + await error);
    }
}
