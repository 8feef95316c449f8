namespace K8GuardScript.Http;

/// <summary>A snooze that holds.</summary>
/// <param name="Id">lifts it</param>
/// <param name="Until">the first instant at which it does not hold any more</param>
/// <param name="Yaml">a file <c>NAME.exemptions.yaml</c> that says the same, for whoever wants it to last</param>
internal sealed record SnoozeAnswer(string Id, DateTimeOffset Until, string Yaml);
