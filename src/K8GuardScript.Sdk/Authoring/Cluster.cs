using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>
/// Looks at other objects of the cluster. Works only inside a rule. The verdict rests on what was asked for: it is made again when
/// an object of that kind, namespace and name, or with those labels, changes, at most once a second. While a kind is not listed yet,
/// or may not be read, a look-up finds nothing and the verdict is left open: nothing opens, nothing closes.
/// </summary>
public static class Cluster
{
    /// <summary>Every object of a kind, in all namespaces, by namespace and name.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    public static FrozenList<T> List<T>()
        where T : struct, IKind<T> => Views<T>(Sorted(new LookUp(T.ApiVersion, T.KindName, null, null)));

    /// <summary>Every object of a kind in one namespace, by name: <c>Cluster.List&lt;Service&gt;(d.Metadata.Namespace)</c>.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    public static FrozenList<T> List<T>(string? ns)
        where T : struct, IKind<T> => Views<T>(Sorted(new LookUp(T.ApiVersion, T.KindName, ns ?? "", null)));

    /// <summary>Those objects of a kind in one namespace whose labels a selector matches, by name.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    /// <param name="selector">as <see cref="LabelSelector.Matches"/></param>
    public static FrozenList<T> List<T>(string? ns, LabelSelector selector)
        where T : struct, IKind<T> => Views<T>(
            Sorted(new LookUp(T.ApiVersion, T.KindName, ns ?? "", null, LabelTerms.Of(selector.MatchLabels)))
                .FindAll(item => selector.Matches(LabelsOf(item))));

    /// <summary>Those objects of a kind in one namespace that have all of these labels, by name.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    /// <param name="labels">as <see cref="Selectors.Matches(TextMap, TextMap)"/>: <c>service.Spec.Selector</c></param>
    public static FrozenList<T> List<T>(string? ns, TextMap labels)
        where T : struct, IKind<T> => Views<T>(
            Sorted(new LookUp(T.ApiVersion, T.KindName, ns ?? "", null, LabelTerms.Of(labels))).FindAll(item => labels.Matches(LabelsOf(item))));

    /// <summary>Every object of any kind, in all namespaces, untyped, by namespace and name.</summary>
    /// <param name="apiVersion"><c>v1</c>, <c>argoproj.io/v1alpha1</c></param>
    /// <param name="kind">as the API spells it: <c>Application</c></param>
    public static FrozenList<Field> List(string apiVersion, string kind) => Fields(Sorted(LookUpOf(apiVersion, kind, null, null)));

    /// <summary>Every object of any kind in one namespace, untyped, by name.</summary>
    /// <param name="apiVersion"><c>v1</c>, <c>argoproj.io/v1alpha1</c></param>
    /// <param name="kind">as the API spells it: <c>Application</c></param>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    public static FrozenList<Field> List(string apiVersion, string kind, string? ns) =>
        Fields(Sorted(LookUpOf(apiVersion, kind, ns ?? "", null)));

    /// <summary>One object that lies in no namespace; absent if there is none: <c>Cluster.Find&lt;Node&gt;("node-1")</c>.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="name">its name; for an absent one nothing is found</param>
    public static T Find<T>(string? name)
        where T : struct, IKind<T> => Find<T>("", name);

    /// <summary>One object of a namespace; absent if there is none.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    /// <param name="name">its name; for an absent one nothing is found</param>
    public static T Find<T>(string? ns, string? name)
        where T : struct, IKind<T> => T.From(Root(new LookUp(T.ApiVersion, T.KindName, ns ?? "", name)));

    /// <summary>One object of any kind, untyped; absent if there is none.</summary>
    /// <param name="apiVersion"><c>v1</c>, <c>argoproj.io/v1alpha1</c></param>
    /// <param name="kind">as the API spells it: <c>Application</c></param>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    /// <param name="name">its name; for an absent one nothing is found</param>
    public static Field Find(string apiVersion, string kind, string? ns, string? name) => Root(LookUpOf(apiVersion, kind, ns ?? "", name));

    /// <summary>The labels of a namespace; none if there is no such namespace, or the name is absent or empty.</summary>
    /// <param name="ns">its name</param>
    public static TextMap NamespaceLabels(string? ns) => Find<Namespace>(ns).Metadata.Labels;

    private static Field Root(LookUp wanted)
    {
        var evaluation = Evaluation.Now("Cluster.Find");
        return string.IsNullOrEmpty(wanted.Name) ? default : evaluation.Find(wanted)?.Root ?? default;
    }

    // the store gives them in any order, and a message must not depend on it
    private static List<KubeObject> Sorted(LookUp wanted)
    {
        var found = new List<KubeObject>(Evaluation.Now("Cluster.List").List(wanted));
        found.Sort((a, b) =>
        {
            var byNamespace = string.CompareOrdinal(a.Namespace, b.Namespace);
            return byNamespace != 0 ? byNamespace : string.CompareOrdinal(a.Name, b.Name);
        });
        return found;
    }

    private static FrozenList<T> Views<T>(List<KubeObject> found)
        where T : struct, IKind<T> => new(found.Select(View<T>));

    private static FrozenList<Field> Fields(List<KubeObject> found) => new(found.Select(item => item.Root));

    // every kind has its labels at the same place
    private static TextMap LabelsOf(KubeObject item) => View<Pod>(item).Metadata.Labels;

    private static T View<T>(KubeObject item)
        where T : struct, IKind<T> => T.From(item.Root);

    private static LookUp LookUpOf(string apiVersion, string kind, string? ns, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiVersion);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        return new LookUp(apiVersion, kind, ns, name);
    }
}
