namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>What the simulator answered; names of headers are in lower case.</summary>
internal sealed record TranscriptReply(int Status, IReadOnlyDictionary<string, string> Headers, string Text);
