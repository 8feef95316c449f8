namespace K8GuardScript.Core.Cluster;

/// <summary>A kind of object in one version, as <c>apiVersion</c> and <c>kind</c> name it.</summary>
/// <param name="Group">API group, empty for the core group</param>
/// <param name="Version">for example <c>v1</c></param>
/// <param name="Kind">for example <c>Deployment</c></param>
internal readonly record struct KindName(string Group, string Version, string Kind)
{
    /// <summary>The <c>apiVersion</c> that objects of this kind carry: <c>v1</c>, <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <param name="apiVersion"><c>v1</c> or <c>group/version</c></param>
    /// <param name="kind">the kind, in the API's spelling</param>
    public static KindName Parse(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/');
        return slash < 0 ? new KindName("", apiVersion, kind) : new KindName(apiVersion[..slash], apiVersion[(slash + 1)..], kind);
    }

    /// <inheritdoc />
    public override string ToString() => $"{ApiVersion} {Kind}";
}
