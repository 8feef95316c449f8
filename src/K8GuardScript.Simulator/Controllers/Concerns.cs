using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Whom a change concerns.</summary>
internal static class Concerns
{
    /// <summary>The object itself where it is of the resource, or its controller of that resource where it is one of the parts.</summary>
    public static IEnumerable<ObjectKey> OfOrOwnedBy(Change change, WriteTransaction tx, ResourceId resource, ResourceId parts)
    {
        if (change.Resource == resource && change.After is not null) yield return new ObjectKey(resource, change.After.Name);
        if (change.Resource != parts) yield break;
        foreach (var owner in change.Either.Owners.Where(owner => owner.IsController))
        {
            if (tx.Index.Find(owner.Uid, out var key) && key.Resource == resource) yield return key;
        }
    }
}
