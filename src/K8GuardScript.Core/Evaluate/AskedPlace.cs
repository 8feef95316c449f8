using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>What a verdict asked for, whatever the version of the kind: it may change when an object there does.</summary>
/// <param name="Group">API group, empty for the core group</param>
/// <param name="Kind">as the API spells it</param>
/// <param name="Namespace">empty for cluster-scoped objects; null for every namespace</param>
/// <param name="Name">null for every name</param>
/// <param name="Labels">null for whatever labels</param>
internal readonly record struct AskedPlace(string Group, string Kind, string? Namespace, string? Name, LabelTerms? Labels)
{
    // no server has this kind: what nodes report of an image is asked for like an object of that name
    private const string ImageGroup = "k8guard.io", ImageKind = "Image";

    public static AskedPlace Of(KindName kind, LookUp wanted) => new(kind.Group, kind.Kind, wanted.Namespace, wanted.Name, wanted.Labels);

    /// <param name="name">spelt out, see <see cref="ImageName"/></param>
    public static AskedPlace Image(string name) => new(ImageGroup, ImageKind, "", name, null);

    /// <summary>Every object of the kind.</summary>
    public AskedPlace WholeKind => new(Group, Kind, null, null, null);

    /// <summary>Every object of the kind that lies in the same namespace.</summary>
    public AskedPlace WholeNamespace => this with { Name = null, Labels = null };

    public bool IsOf(KindName kind) => Kind == kind.Kind && Group == kind.Group;
}
