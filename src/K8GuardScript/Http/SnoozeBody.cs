namespace K8GuardScript.Http;

/// <summary>What <c>POST /api/v1/snoozes</c> takes.</summary>
/// <param name="Policies">ids, or patterns with <c>*</c></param>
/// <param name="Kind">of the object, <c>Deployment</c> or <c>Deployment.apps</c></param>
/// <param name="Namespace">of the object; null or empty for cluster-scoped kinds</param>
/// <param name="Name">of the object</param>
/// <param name="Reason">for people</param>
/// <param name="For">for how long from now, as <c>3d</c>; or</param>
/// <param name="Until">until when</param>
/// <param name="By">who wants it, for people</param>
internal sealed record SnoozeBody(
    IReadOnlyList<string>? Policies, string? Kind, string? Namespace, string? Name, string? Reason,
    string? For, DateTimeOffset? Until, string? By) : OrderBody;
