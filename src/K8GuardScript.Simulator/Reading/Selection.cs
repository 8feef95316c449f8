using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>Which objects of a resource a list or watch is about.</summary>
internal sealed class Selection
{
    private readonly LabelSelector labels;
    private readonly FieldSelector fields;

    public Selection(ResourceType type, RequestTarget target, ListOptions options)
    {
        Resource = type.StoredAs;
        Namespace = target.Namespace;
        labels = LabelSelector.Parse(options.LabelSelector);
        fields = FieldSelector.Parse(options.FieldSelector, type);
        if (target.Name.Length > 0) fields = fields.WithName(target.Name);
    }

    public ResourceId Resource { get; }

    /// <summary>Empty for all namespaces.</summary>
    public string Namespace { get; }

    public bool HasSelector => !labels.IsEmpty || !fields.IsEmpty;

    public bool InScope(StoredObject stored) => Namespace.Length == 0 || stored.Name.Namespace == Namespace;

    public bool Matches(StoredObject stored) => InScope(stored) && labels.Matches(stored.Labels) && fields.Matches(stored);
}
