namespace K8GuardScript.Simulator;

/// <summary>One request that the simulated cluster answered.</summary>
/// <param name="Method">in capitals</param>
/// <param name="Path">with query, as sent</param>
/// <param name="Status">the HTTP status; 0 if the caller went before an answer began</param>
public sealed record RecordedRequest(string Method, string Path, int Status);
