using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>One write, whatever it is about.</summary>
/// <param name="Method">of HTTP</param>
/// <param name="Verb">for metrics: <c>create update patch delete evict</c></param>
/// <param name="Body">
/// INVARIANT: never empty. .NET sends a request without a body once more by itself when a pooled connection turns out to be closed.
/// </param>
internal sealed record ObjectWrite(HttpMethod Method, string Verb, ReadOnlyMemory<byte> Body)
{
    /// <summary>The longest body that an API server takes by default (3 MiB).</summary>
    public const int LongestBody = 3 << 20;

    /// <summary>Who writes, and that a field that the server does not know is an error.</summary>
    private const string StrictOptions = "fieldManager=k8guardscript&fieldValidation=Strict";

    /// <summary>Of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Such as <c>/scale</c>; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>From the question mark on, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>What the server should answer; null for an object of the target's kind.</summary>
    public KindName? AnswerKind { get; init; }

    /// <summary>Whether a <c>Status</c> that says Success is an answer too, as it is to some deletes and to evictions.</summary>
    public bool MayAnswerStatus { get; init; }

    /// <summary>The uid that the answer must bear; empty for any.</summary>
    public string Uid { get; init; } = "";

    /// <summary>For everything from sending to the last byte of the answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The query of writes that change or create an object.</summary>
    public static string QueryFor(bool dryRun) => dryRun ? $"?{StrictOptions}&dryRun=All" : $"?{StrictOptions}";
}
