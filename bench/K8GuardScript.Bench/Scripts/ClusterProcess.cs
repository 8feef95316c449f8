using System.Diagnostics;

namespace K8GuardScript.Bench.Scripts;

/// <summary>The simulated cluster of the published program, with one Deployment.</summary>
internal sealed class ClusterProcess : IDisposable
{
    /// <summary>In the folder given to <see cref="StartAsync"/>.</summary>
    public const string Kubeconfig = "kubeconfig";

    private const string Manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: default }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: app, image: "evil.example.net/web:1" }] }
        """;

    private readonly Process process;

    private ClusterProcess(Process process) => this.process = process;

    public static async Task<ClusterProcess> StartAsync(string program, string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster.yaml"), Manifest);
        string[] arguments = ["simulator", "--from", "cluster.yaml", "--port", "0", "--kubeconfig-out", Kubeconfig];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        _ = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the simulator did not start");
        return new ClusterProcess(process);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
