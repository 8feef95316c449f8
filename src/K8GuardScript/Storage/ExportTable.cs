namespace K8GuardScript.Storage;

/// <summary>A table of the ledger as it is given to others.</summary>
/// <param name="Word">how people name it</param>
/// <param name="Type">what one row is called</param>
/// <param name="Name">the table in the database</param>
/// <param name="Columns">what is given of it, in this order</param>
/// <param name="Keys">by what it is read in parts: unique together</param>
internal sealed record ExportTable(string Word, string Type, string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Keys)
{
    private static readonly string[] Flags = ["is_baseline", "counts"];

    /// <summary>Every table with a history. What is still to be sent, and small facts, are the guard's own.</summary>
    public static readonly IReadOnlyList<ExportTable> All =
    [
        new("violations", "violation", "episode", EpisodeRow.Columns, EpisodeRow.KeyColumns),
        new("warnings", "warning", "warning", ["id", .. WarningRow.Columns], ["id"]),
        new("actions", "action", "action", ActionRow.Columns, ["id"]),
    ];

    /// <summary>Reads the next rows; with the values of <see cref="Keys"/> of the last one that was read.</summary>
    /// <param name="isFirst">whether there is none yet</param>
    /// <param name="most">how many</param>
    public string Select(bool isFirst, int most) =>
        $"SELECT {string.Join(", ", Columns)} FROM {Name} "
        + (isFirst ? "" : $"WHERE ({string.Join(", ", Keys)}) > ({string.Join(", ", Keys.Select(_ => "?"))}) ")
        + $"ORDER BY {string.Join(", ", Keys)} LIMIT {most}";

    /// <summary>A column's name in what is given: <c>acceptedWarnings</c>.</summary>
    public string Shown(int column) =>
        string.Concat(Columns[column].Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>A value as it is given: a text, a number, true or false, an instant, or null.</summary>
    public object? Shown(int column, object? value) => value is not long number ? value
        : IsInstant(Columns[column]) ? Instant.From(number)
        : Flags.Contains(Columns[column]) ? number != 0
        : number;

    private static bool IsInstant(string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) || column is "first_seen" or "held_until" or "warned_not_before";
}
