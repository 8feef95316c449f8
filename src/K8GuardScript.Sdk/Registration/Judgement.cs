namespace K8GuardScript.Sdk.Registration;

/// <summary>What rules say about one object.</summary>
/// <param name="Findings">the violations; empty when it passed</param>
/// <param name="Incomplete">a look-up had no answer yet: this judgement neither opens nor closes anything</param>
/// <param name="ReadImages">it rests on what the nodes say about images, so it may change when they say something else</param>
internal sealed record Judgement(IReadOnlyList<Finding> Findings, bool Incomplete, bool ReadImages)
{
    /// <summary>Passed, whatever comes: what most rules say about most objects.</summary>
    public static Judgement Clean { get; } = new([], Incomplete: false, ReadImages: false);

    /// <summary>The first instant at which the answer to a question about time changes; null if none does.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>For people: an object that a finding was reported on, and that is not there, so that the finding is dropped; null if none.</summary>
    public string? Missing { get; init; }

    /// <summary>What was looked up, each once: the judgement may change when one of them does.</summary>
    public IReadOnlyCollection<LookUp> LookUps { get; init; } = [];
}
