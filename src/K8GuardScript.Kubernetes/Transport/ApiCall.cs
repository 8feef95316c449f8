namespace K8GuardScript.Kubernetes.Transport;

/// <summary>One call, ready to be sent.</summary>
/// <param name="Method">of HTTP</param>
/// <param name="Verb">for metrics: <c>get list watch patch delete discover version</c></param>
/// <param name="Kind">for metrics; empty where the call is about none</param>
/// <param name="Path">escaped, with query, from the slash on</param>
/// <param name="Deadline">for everything from sending to the last byte of the answer</param>
internal sealed record ApiCall(HttpMethod Method, string Verb, string Kind, string Path, TimeSpan Deadline)
{
    /// <summary>Empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>What the answer may be, as the header says it: the API server minds the order of a type's parameters.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>The mark of an answer that is at hand, so that it need not be sent again; null for none.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>An answer without an end: its own connection, no compression, measured until its head is there.</summary>
    public bool IsWatch { get; init; }

    /// <summary>Whether it changes nothing, so that it may be sent again.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    /// <summary>A call that reads.</summary>
    public static ApiCall Get(string verb, string kind, string path, TimeSpan deadline) => new(HttpMethod.Get, verb, kind, path, deadline);
}
