using Microsoft.Extensions.Hosting;

namespace K8GuardScript.Simulator.Requests;

/// <summary>Leaves Ctrl-C to the program that the simulator runs in.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
