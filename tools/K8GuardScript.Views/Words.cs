namespace K8GuardScript.Views;

/// <summary>Turns the API's names into C#'s.</summary>
internal static class Words
{
    /// <summary>
    /// <c>podIP</c> as <c>PodIP</c>, <c>$ref</c> as <c>Ref</c>, <c>x-kubernetes-list-type</c> as <c>XKubernetesListType</c>.
    /// </summary>
    public static string Capital(string name) =>
        string.Concat(name.Split('-', '$', '.').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
