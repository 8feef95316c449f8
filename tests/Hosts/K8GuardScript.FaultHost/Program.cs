using System.CommandLine;
using K8GuardScript.Core.Guard;
using K8GuardScript.FaultHost;
using K8GuardScript.Verbs;
using Microsoft.Extensions.DependencyInjection;

// the real program, but for one part: a listener at its fault points that kills it where the environment says
var k8guard = new RootCommand("k8guard, which dies at a chosen place.")
{
    RunVerb.Create(services => services.AddSingleton<IFaultPoints>(KillingFaults.FromEnvironment())),
};
return await CommandLine.InvokeAsync(k8guard, args);
