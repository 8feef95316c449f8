namespace K8GuardScript.Sdk.Views;

/// <summary>In which list of its pod a container is.</summary>
public enum ContainerRole
{
    /// <summary><c>containers</c>.</summary>
    Container,

    /// <summary><c>initContainers</c>: run before the others, or beside them as sidecars.</summary>
    Init,

    /// <summary><c>ephemeralContainers</c>: added to a running pod for debugging.</summary>
    Ephemeral,
}
