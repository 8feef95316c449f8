using System.Diagnostics;
using System.Globalization;

namespace K8GuardScript.Bench.Sync;

/// <summary>The child process that serves the pods, on the second core where there is one.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, string said)
    {
        this.process = process;
        var words = said.Split(' ');
        Port = int.Parse(words[0], CultureInfo.InvariantCulture);
        ListBytes = long.Parse(words[1], CultureInfo.InvariantCulture);
        StreamBytes = long.Parse(words[2], CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    /// <summary>Of JSON in all pages.</summary>
    public long ListBytes { get; }

    /// <summary>Of the streamed list, with the heads of its chunks.</summary>
    public long StreamBytes { get; }

    public static ServerProcess Start(int pods)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve-pods", pods.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var told = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the server did not start");
        if (Environment.ProcessorCount > 1) OneCore.Bind(process.Id, core: 1);
        return new ServerProcess(process, told);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
