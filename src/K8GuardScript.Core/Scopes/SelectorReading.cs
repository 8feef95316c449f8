namespace K8GuardScript.Core.Scopes;

/// <summary>What reading a selector came to: a selector, or everything that is wrong with it.</summary>
/// <param name="Selector">null if there is any problem</param>
/// <param name="Problems">for people, each with what to write instead</param>
internal sealed record SelectorReading(LabelSelector? Selector, IReadOnlyList<string> Problems);
