using System.Diagnostics;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker.Slots;

/// <summary>What follows from a run that could not be stopped.</summary>
internal sealed class LostThreads(Quarantine quarantine, Rulebook rulebook, HappeningLog happenings)
{
    /// <summary>Exit code after one thread too many (EX_SOFTWARE of sysexits.h), so that whoever started the guard starts it again.</summary>
    private const int ExitCode = 70;

    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(3);

    /// <summary>The policy is out of force from now on, until it is changed; told and kept before anything else happens.</summary>
    public void One(RunMark mark)
    {
        quarantine.Park(mark);
        rulebook.Remove(mark.Name, mark.Version);
        var told = $"`{mark.Name}` could not be stopped{mark.OnWhat}: version {mark.Version} is out of force until it is changed";
        happenings.Tell(HappeningKind.Fault, told, mark.Name);
    }

    /// <summary>The process ends: what is lost holds processors that only a new process gives back.</summary>
    public static void TooMany(RunMark mark)
    {
        Console.Error.WriteLine(
            $"k8guard: `{mark.Name}` is one script too many that could not be stopped: ending, to be started again without them");

        // an orderly end may wait for a thread that does not end
        new Thread(KillLater) { IsBackground = true }.Start();
        Environment.Exit(ExitCode);
    }

    private static void KillLater()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(OrderlyEnd);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
