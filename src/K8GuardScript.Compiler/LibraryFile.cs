namespace K8GuardScript.Compiler;

/// <summary>A file that scripts may load, as it was read; or why it may not be loaded.</summary>
/// <param name="Text">its text; null if it is refused</param>
/// <param name="Refusal">why it is refused, for people; null if it is not</param>
internal sealed record LibraryFile(string? Text, string? Refusal);
