namespace K8GuardScript.Simulator.Faults;

/// <summary>A fault that makes no sense or would never strike; the message says why and what would do.</summary>
public sealed class InvalidFaultException(string message) : Exception(message);
