using System.Text.Json;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>What a person ordered to be undone. Kept as a fact until it is long over.</summary>
/// <param name="Id">unique</param>
/// <param name="By">who</param>
/// <param name="At">when</param>
/// <param name="Actions">ids of the actions, in the order in which they are undone: the newest first</param>
internal sealed record UndoOrder(string Id, string By, DateTimeOffset At, IReadOnlyList<string> Actions)
{
    /// <summary>When the last of them was settled, or null.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Under which facts orders lie.</summary>
    public const string Prefix = "undo-order/";

    public string Key => KeyOf(Id);

    public static string KeyOf(string id) => $"{Prefix}{id}";

    /// <summary>Under which fact lies why one of its actions is not undone.</summary>
    public string KeyOfRefusal(string action) => $"{Key}/{action}";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static UndoOrder Parse(string json) => JsonSerializer.Deserialize<UndoOrder>(json)!;
}
