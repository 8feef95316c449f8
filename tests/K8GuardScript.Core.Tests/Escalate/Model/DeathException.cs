namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>The guard's process ends here.</summary>
internal sealed class DeathException() : Exception("the guard died");
