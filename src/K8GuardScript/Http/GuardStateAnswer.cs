namespace K8GuardScript.Http;

/// <summary>How the guard itself is.</summary>
/// <param name="Cluster">its name; may be empty</param>
/// <param name="Mode">the file's ceiling</param>
/// <param name="Paused">why no action is taken, or null</param>
/// <param name="ResumeEnds">whether the order <c>resume</c> ends the pause; not where a file or a setting holds too</param>
/// <param name="NotLeading">why this instance may not act, or null while it leads</param>
/// <param name="Clock">why the time is not trusted, or null</param>
/// <param name="Ledger">why nothing can be recorded, or why it warns only until a person resumes it; or null</param>
/// <param name="Breakers">policies that only warn, because too much violated them at once</param>
/// <param name="Violations">how many there are in each state</param>
/// <param name="Actions">how many are done in all</param>
internal sealed record GuardStateAnswer(
    string Cluster, string Mode, string? Paused, bool ResumeEnds, string? NotLeading, string? Clock, string? Ledger,
    IReadOnlyList<BreakerAnswer> Breakers, IReadOnlyDictionary<string, int> Violations, int Actions);

/// <param name="Policy">id of the policy</param>
/// <param name="Since">when it tripped</param>
/// <param name="Why">for people</param>
internal sealed record BreakerAnswer(string Policy, DateTimeOffset Since, string Why);
