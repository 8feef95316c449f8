using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Storage;

/// <summary>An object's place in the whole store.</summary>
internal readonly record struct ObjectKey(ResourceId Resource, ObjectName Name);
