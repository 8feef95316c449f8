using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Simulator;

namespace K8GuardScript.Demo;

/// <summary>
/// Lets the demo's objects come once the guard is there: what violates before its policy came is never acted on, and so there would be
/// nothing to see.
/// </summary>
internal static class Arrival
{
    // creation times have whole seconds, and what came in the same one as the policies counts as there before
    private static readonly TimeSpan After = TimeSpan.FromSeconds(1.1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public static async Task WhenReadyAsync(SimulatedCluster cluster, IServiceProvider services, CancellationToken cancel)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var lives = services.GetRequiredService<PolicyLives>();
        await services.GetRequiredService<ChangeRouter>().Settled.WaitAsync(cancel).ConfigureAwait(false);
        while (lives.OpenBaselines().Count > 0) await Task.Delay(Glance, clock, cancel).ConfigureAwait(false);
        await Task.Delay(After, clock, cancel).ConfigureAwait(false);
        cluster.Arrive();
    }
}
