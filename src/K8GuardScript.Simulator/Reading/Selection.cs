using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>Which objects of a resource a list or watch is about.</summary>
internal sealed class Selection
{
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;

    public Selection(ResourceType type, RequestTarget target, ListOptions options)
    {
        Resource = type.Id;
        Namespace = target.Namespace;
        _labels = LabelSelector.Parse(options.LabelSelector);
        _fields = FieldSelector.Parse(options.FieldSelector, type);
        if (target.Name.Length > 0) _fields = _fields.WithName(target.Name);
    }

    public ResourceId Resource { get; }

    /// <summary>Empty for all namespaces.</summary>
    public string Namespace { get; }

    public bool HasSelector => !_labels.IsEmpty || !_fields.IsEmpty;

    public bool InScope(StoredObject stored) => Namespace.Length == 0 || stored.Name.Namespace == Namespace;

    public bool Matches(StoredObject stored) => InScope(stored) && _labels.Matches(stored.Labels) && _fields.Matches(stored);
}
