namespace K8GuardScript.Sdk.Registration;

/// <summary>What rules say about one object.</summary>
/// <param name="Findings">the violations; empty when it passed</param>
/// <param name="Incomplete">a look-up had no answer yet: this judgement neither opens nor closes anything</param>
/// <param name="ReadImages">it rests on what the nodes say about images, so it may change when they say something else</param>
internal sealed record Judgement(IReadOnlyList<Finding> Findings, bool Incomplete, bool ReadImages);
