namespace K8GuardScript.Simulator.Requests;

/// <summary>
/// What a path under <c>/api/v1</c> or <c>/apis/GROUP/VERSION</c> points at. Empty strings where the path says nothing:
/// no <see cref="Plural"/> is the group version itself, no <see cref="Name"/> a collection.
/// </summary>
internal sealed record RequestTarget(string Group, string Version, string Namespace, string Plural, string Name, string Subresource)
{
    /// <summary>The path used the old prefix <c>/watch/</c>.</summary>
    public bool IsWatchPath { get; init; }

    public bool HasNamespace => Namespace.Length > 0;

    /// <summary>Null for what does not have the form of an API path.</summary>
    /// <param name="segments">the decoded segments of the path</param>
    public static RequestTarget? Parse(IReadOnlyList<string> segments)
    {
        string group, version;
        int at;
        if (segments is ["api", var core, ..]) (group, version, at) = ("", core, 2);
        else if (segments is ["apis", var named, var its, ..]) (group, version, at) = (named, its, 3);
        else return null;

        var rest = segments.Skip(at).ToList();
        if (rest.Contains("")) return null;
        var watch = rest is ["watch", _, ..];
        if (watch) rest.RemoveAt(0);

        // a namespace's own subresources look like a resource in it
        if (rest is ["namespaces", var own, "status" or "finalize"])
            return new RequestTarget(group, version, "", "namespaces", own, rest[2]) { IsWatchPath = watch };

        var ns = "";
        if (rest is ["namespaces", var inside, _, ..])
        {
            ns = inside;
            rest.RemoveRange(0, 2);
        }

        if (rest.Count > 3) return null;
        string Part(int index) => index < rest.Count ? rest[index] : "";
        return new RequestTarget(group, version, ns, Part(0), Part(1), Part(2)) { IsWatchPath = watch };
    }
}
