using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Scopes;

/// <summary>Which objects something holds for: all of its conditions must be met. Immutable; safe from any thread.</summary>
internal sealed class Scope
{
    private readonly bool isEverything;

    public static Scope Everything { get; } = new();

    public Scope(
        NamespaceScope? namespaces = null, LabelSelector? objects = null, KindPatterns? kinds = null, NamePatterns? names = null)
    {
        Namespaces = namespaces ?? new NamespaceScope(NamePatterns.None, null);
        Objects = objects;
        Kinds = kinds ?? KindPatterns.None;
        Names = names ?? NamePatterns.None;
        isEverything = Namespaces.IsEmpty && objects is null && Kinds.IsEmpty && Names.IsEmpty;
        Text = ScopeText.Of(this);
    }

    public NamespaceScope Namespaces { get; }

    /// <summary>For the object's own labels; null where they do not matter.</summary>
    public LabelSelector? Objects { get; }

    public KindPatterns Kinds { get; }

    public NamePatterns Names { get; }

    /// <summary>The same text for the same scope; empty for <see cref="Everything"/>.</summary>
    public string Text { get; }

    /// <summary>It leaves nothing out.</summary>
    public bool IsEverything => isEverything;

    /// <summary>Whether what it takes in may change with the labels of a namespace.</summary>
    public bool AsksForNamespaceLabels => Namespaces.Selector is not null;

    /// <summary>
    /// Whether it leaves an object in. Conditions on the namespace leave out nothing that has no namespace, as in admission webhooks of
    /// Kubernetes; a namespace itself is judged by its own name and labels.
    /// </summary>
    /// <param name="key">the object's</param>
    /// <param name="target">the object; null where it is not seen</param>
    /// <param name="ns">its namespace; null where it has none, or where it is not seen</param>
    public ScopeAnswer Covers(in ObjectKey key, KubeObject? target, KubeObject? ns)
    {
        if (isEverything) return ScopeAnswer.In;
        var answer = Namespaces.IsEmpty ? ScopeAnswer.In : CoversNamespaceOf(key, IsNamespace(key) ? target : ns);

        // what is out for another reason is out, whatever its namespace
        if (answer == ScopeAnswer.Out) return ScopeAnswer.Out;
        if (!Kinds.IsEmpty && !Kinds.Admit(key.Group, key.Kind)) return ScopeAnswer.Out;
        if (!Names.IsEmpty && !Names.Admit(key.Name)) return ScopeAnswer.Out;
        if (Objects is null) return answer;
        if (target is null) return ScopeAnswer.Unknown;
        return Objects.Matches(target) ? answer : ScopeAnswer.Out;
    }

    /// <summary>
    /// The same for what grants something to some: a condition on the namespace then takes in nothing that has no namespace.
    /// </summary>
    /// <inheritdoc cref="Covers" />
    public ScopeAnswer SinglesOut(in ObjectKey key, KubeObject? target, KubeObject? ns) =>
        !Namespaces.IsEmpty && NamespaceNameOf(key).Length == 0 ? ScopeAnswer.Out : Covers(key, target, ns);

    /// <summary>Whether its conditions on the namespace leave an object in, whatever its kind, name and labels.</summary>
    /// <param name="key">the object's</param>
    /// <param name="ns">the namespace that it lies in, or is; null where it has none, or where it is not seen</param>
    public ScopeAnswer CoversNamespaceOf(in ObjectKey key, KubeObject? ns) =>
        NamespaceNameOf(key) is { Length: > 0 } name ? Namespaces.Of(name, ns) : ScopeAnswer.In;

    /// <inheritdoc />
    public override string ToString() => Text;

    private static bool IsNamespace(in ObjectKey key) => key is { Group: "", Kind: "Namespace" };

    private static string NamespaceNameOf(in ObjectKey key) => key.Namespace.Length == 0 && IsNamespace(key) ? key.Name : key.Namespace;
}
