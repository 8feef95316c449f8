namespace K8GuardScript.Sdk.Fields;

/// <summary>A kind of object that a rule can be registered for.</summary>
/// <typeparam name="TSelf">the implementing view</typeparam>
public interface IKind<TSelf> : IItem<TSelf>
    where TSelf : struct
{
    /// <summary><c>v1</c>, <c>apps/v1</c>.</summary>
    internal static abstract string ApiVersion { get; }

    /// <summary><c>Deployment</c>.</summary>
    internal static abstract string KindName { get; }
}
