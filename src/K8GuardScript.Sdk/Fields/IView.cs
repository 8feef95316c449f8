namespace K8GuardScript.Sdk.Fields;

/// <summary>Something that has a place in an object, so that a finding can point at it.</summary>
public interface IView
{
    /// <summary>The place itself, also where the object has nothing there.</summary>
    internal Field Place { get; }
}
