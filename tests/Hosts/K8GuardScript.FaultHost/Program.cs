using System.CommandLine;
using System.Runtime.InteropServices;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Schedules;
using K8GuardScript.FaultHost;
using K8GuardScript.Verbs;
using Microsoft.Extensions.DependencyInjection;

// SIGXFSZ: a limit on the size of files stands for a full disk, which sends no signal
using var limit = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)25, signal => signal.Cancel = true);

// the real program, but for what lets a test end it where it wants, often, and soon after the start
var k8guard = new RootCommand("k8guard, which dies at a chosen place.")
{
    RunVerb.Create(services =>
    {
        services.AddSingleton<IFaultPoints>(KillingFaults.FromEnvironment());
        services.AddShortLease();
        if (GivenCalendar.FromEnvironment() is { } given) services.AddSingleton<IScheduleCalendar>(given);
    }),
};
return await CommandLine.InvokeAsync(k8guard, args);
