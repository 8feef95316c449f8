using K8GuardScript.Core.Actions;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What people marked as protected, on the object or its namespace. It stops actions, never warnings.</summary>
internal sealed class MarkRail : IGuardRail
{
    /// <summary>A label or annotation with this key, on an object or its namespace, keeps it from actions unless its value is <c>false</c>.</summary>
    public const string Key = "k8guard.io/protected";

    /// <inheritdoc />
    public string Name => "protected";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        if (question.Object is { } target && IsMarked(target)) return RailAnswer.Never(Name, $"it carries `{Key}`");
        return question.Namespace is { } home && IsMarked(home)
            ? RailAnswer.Never(Name, $"its namespace carries `{Key}`")
            : RailAnswer.Yes(Name, "not marked");
    }

    // whoever wrote the key wanted protection, however he spelt yes
    private static bool IsMarked(KubeObject carrier) => IsYes(carrier.Annotation(Key)) || IsYes(carrier.Label(Key));

    private static bool IsYes(string? value) => value is not null && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
