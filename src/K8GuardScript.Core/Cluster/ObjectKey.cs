namespace K8GuardScript.Core.Cluster;

/// <summary>Which object, whatever its version of the API and its uid: what a person would call the same thing.</summary>
/// <param name="Group">API group, empty for the core group</param>
/// <param name="Kind">for example <c>Deployment</c></param>
/// <param name="Namespace">empty for cluster-scoped kinds</param>
/// <param name="Name"><c>metadata.name</c></param>
internal readonly record struct ObjectKey(string Group, string Kind, string Namespace, string Name)
{
    /// <summary>Kind and name as messages show them: <c>Deployment shop/web</c>, <c>Namespace shop</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
