namespace K8GuardScript.Core.Actions;

/// <summary>What a list of objects came to: all of them, or none.</summary>
/// <param name="Result">found, refused or unknown; never gone</param>
/// <param name="Items">each as UTF-8 JSON; those of built-in kinds do not say their kind</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record ListOutcome(ReadResult Result, IReadOnlyList<ReadOnlyMemory<byte>> Items, string Message);
