namespace K8GuardScript.Http;

/// <summary>What is known of one object.</summary>
/// <param name="Items">its violations, the worst first, as far as an answer goes</param>
/// <param name="Total">how many there are</param>
/// <param name="Actions">what was done to it lately, the newest first, whether it violates or not</param>
internal sealed record ExplainPage(IReadOnlyList<ExplainAnswer> Items, int Total, IReadOnlyList<ActionAnswer> Actions);
