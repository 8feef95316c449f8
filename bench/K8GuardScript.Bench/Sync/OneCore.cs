using System.Diagnostics;
using System.Globalization;

namespace K8GuardScript.Bench.Sync;

/// <summary>Binds every thread of a process to one core; <c>Process.ProcessorAffinity</c> binds only the first one on Linux.</summary>
internal static class OneCore
{
    /// <exception cref="InvalidOperationException">there is no such core, or no <c>taskset</c> (util-linux)</exception>
    public static void Bind(int process, int core)
    {
        string[] arguments = ["--all-tasks", "--cpu-list", "--pid", Text(core), Text(process)];
        using var taskset = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true })!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        if (taskset.ExitCode != 0) throw new InvalidOperationException($"process {Text(process)} can't be bound to core {Text(core)}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
