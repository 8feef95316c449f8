namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A request that the scripted server got.</summary>
/// <param name="Method">of HTTP</param>
/// <param name="Target">path and query, as sent</param>
/// <param name="Headers">names in lower case</param>
/// <param name="Body">as text</param>
internal sealed record ScriptedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool IsWatch => Target.Contains("watch=true", StringComparison.Ordinal);

    /// <summary>What scripts are filed under: <c>GET /api/v1/pods</c>, with <c>WATCH</c> for watches.</summary>
    public string Key => $"{(IsWatch ? "WATCH" : Method)} {Target.Split('?')[0]}";
}
