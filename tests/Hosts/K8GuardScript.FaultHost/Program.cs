using System.CommandLine;
using K8GuardScript.Core.Guard;
using K8GuardScript.FaultHost;
using K8GuardScript.Verbs;
using Microsoft.Extensions.DependencyInjection;

// the real program, but for two parts, which the environment turns on: a listener at its fault points that kills it, and shorter leases
var k8guard = new RootCommand("k8guard, which dies at a chosen place.")
{
    RunVerb.Create(services =>
    {
        services.AddSingleton<IFaultPoints>(KillingFaults.FromEnvironment());
        services.AddShortLease();
    }),
};
return await CommandLine.InvokeAsync(k8guard, args);
