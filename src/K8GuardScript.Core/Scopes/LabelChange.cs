using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Scopes;

/// <summary>Tells whether the labels of an object changed.</summary>
internal static class LabelChange
{
    /// <param name="before">null for an object that was not seen before, whose labels were unknown</param>
    /// <param name="now">the same object</param>
    public static bool Between(KubeObject? before, KubeObject now)
    {
        if (before is null) return true;
        var (old, labels) = (before.Root["metadata"]["labels"].Fields, now.Root["metadata"]["labels"].Fields);
        return old.Count != labels.Count || labels.Any(label => before.Label(label.Name) != now.Label(label.Name));
    }
}
