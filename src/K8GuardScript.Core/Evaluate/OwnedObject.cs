using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>An object below the one that is judged.</summary>
/// <param name="Kind">its kind</param>
/// <param name="Key">which object</param>
/// <param name="Item">the object</param>
/// <param name="Owner">what owns it directly; null for the object that is judged</param>
/// <param name="Deviates">whether it has what its direct owner's template does not have</param>
internal sealed record OwnedObject(KindName Kind, ObjectKey Key, KubeObject Item, OwnedObject? Owner, bool Deviates);

/// <summary>An object that must be judged because of a change.</summary>
/// <param name="Key">which one</param>
/// <param name="Wanted">by whom</param>
/// <param name="IsPaced">with what rests on other objects, at most once a second; else at once</param>
internal readonly record struct ToJudge(ObjectKey Key, Wanted Wanted, bool IsPaced = false);
