namespace K8GuardScript.Core.Escalate;

/// <summary>Which mode holds for one violation: the lowest of what the file, the policy and the namespace allow.</summary>
internal static class EffectiveMode
{
    /// <summary>Namespaces carry this label to lower the mode of what is in them.</summary>
    public const string NamespaceLabel = "k8guard.io/mode";

    /// <param name="file">the file's ceiling; absent means <see cref="Mode.DryRun"/></param>
    /// <param name="policy">the policy's own entry; absent means <see cref="Mode.Safe"/></param>
    /// <param name="namespaceLabel">the value of <see cref="NamespaceLabel"/>, or null where the namespace has none</param>
    public static Mode Of(Mode? file, Mode? policy, string? namespaceLabel)
    {
        var lowest = Lower(file ?? Mode.DryRun, policy ?? Mode.Safe);
        if (namespaceLabel is null) return lowest;

        // INVARIANT: a label that nobody can read must not be the reason for an action or a message.
        return TryParse(namespaceLabel, out var wished) ? Lower(lowest, wished) : Mode.DryRun;
    }

    /// <summary>Reads <c>dry-run</c>, <c>safe</c> or <c>act</c>.</summary>
    public static bool TryParse(string text, out Mode mode)
    {
        (var known, mode) = text switch
        {
            "dry-run" => (true, Mode.DryRun),
            "safe" => (true, Mode.Safe),
            "act" => (true, Mode.Act),
            _ => (false, Mode.DryRun),
        };
        return known;
    }

    /// <summary>The word that settings and answers use.</summary>
    public static string Word(this Mode mode) => mode switch
    {
        Mode.Act => "act",
        Mode.Safe => "safe",
        _ => "dry-run",
    };

    private static Mode Lower(Mode a, Mode b) => a < b ? a : b;
}
