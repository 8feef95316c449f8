namespace K8GuardScript.Remote;

/// <summary>Where a running guard is, and what opens its door.</summary>
/// <param name="Server">its HTTP API</param>
/// <param name="TokenFile">holds the token for writing; read with each call</param>
internal sealed record GuardAddress(Uri Server, string TokenFile);
