namespace K8GuardScript.Sdk.Registration;

/// <summary>An object that was looked up while another one was judged, as it was then.</summary>
/// <param name="ApiVersion"><c>v1</c>, <c>apps/v1</c></param>
/// <param name="Kind">as the API spells it</param>
/// <param name="Namespace">empty for cluster-scoped objects</param>
/// <param name="Name">its name</param>
/// <param name="Uid">empty in manifests that no server has seen</param>
internal sealed record OtherObject(string ApiVersion, string Kind, string Namespace, string Name, string Uid)
{
    /// <summary>As cases name it: <c>Deployment/shop/web</c>, <c>Namespace/shop</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind}/{Name}" : $"{Kind}/{Namespace}/{Name}";
}
