using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>An object as people name it: <c>Deployment/shop/web</c>, <c>Namespace/shop</c>.</summary>
/// <param name="Kind">in any letter case</param>
/// <param name="Namespace">empty for cluster-scoped kinds</param>
/// <param name="Name">its name</param>
internal sealed record ObjectArgument(string Kind, string Namespace, string Name)
{
    /// <exception cref="StartException">it is none</exception>
    public static ObjectArgument Parse(string typed) => typed.Split('/') switch
    {
        [{ Length: > 0 } kind, { Length: > 0 } ns, { Length: > 0 } name] => new ObjectArgument(kind, ns, name),
        [{ Length: > 0 } kind, { Length: > 0 } name] => new ObjectArgument(kind, "", name),
        _ => throw new StartException($"`{typed}` names no object: expected KIND/NAMESPACE/NAME, such as `Deployment/shop/web`, or KIND/NAME"),
    };

    /// <summary>As filters of the API.</summary>
    public string Query => $"kind={Uri.EscapeDataString(Kind)}&namespace={Uri.EscapeDataString(Namespace)}&name={Uri.EscapeDataString(Name)}";
}
