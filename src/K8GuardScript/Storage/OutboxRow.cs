using K8GuardScript.Core.Record;

namespace K8GuardScript.Storage;

/// <summary>A message that is to be sent, as a row.</summary>
internal sealed class OutboxRow
{
    public const string Select = """
        SELECT id AS Id, message AS Message, channel AS Channel, created_at AS CreatedAt, not_before AS NotBefore, attempts AS Attempts,
               payload AS Payload
        FROM outbox ORDER BY id
        """;

    /// <summary>Every column but the seal.</summary>
    public static readonly string[] Columns = ["id", "message", "channel", "created_at", "not_before", "attempts", "payload"];

    private static readonly string[] Changing = ["not_before", "attempts", "payload"];

    public static readonly string Upsert = $"""
        INSERT INTO outbox ({string.Join(", ", Columns)}, seal)
        VALUES (@Id, @Message, @Channel, @CreatedAt, @NotBefore, @Attempts, @Payload,
            {RowSeal.Sql(["@Id", "@Message", "@Channel", "@CreatedAt", "@NotBefore", "@Attempts", "@Payload"])})
        ON CONFLICT DO UPDATE SET not_before = excluded.not_before, attempts = excluded.attempts, payload = excluded.payload,
            seal = {RowSeal.Sql(Columns.Select(column => (Changing.Contains(column) ? "excluded." : "outbox.") + column))}
        """;

    public const string Delete = "DELETE FROM outbox WHERE id = @id";

    public required string Id { get; init; }

    public required string Message { get; init; }

    public required string Channel { get; init; }

    public required long CreatedAt { get; init; }

    public required long NotBefore { get; init; }

    public required long Attempts { get; init; }

    public required string Payload { get; init; }

    public static OutboxRow Of(OutboxEntry entry) => new()
    {
        Id = entry.Id,
        Message = entry.Message,
        Channel = entry.Channel,
        CreatedAt = Instant.Of(entry.CreatedAt),
        NotBefore = Instant.Of(entry.NotBefore),
        Attempts = entry.Attempts,
        Payload = entry.Payload,
    };

    public OutboxEntry ToEntry() => new(Id, Message, Channel, Instant.From(CreatedAt), Instant.From(NotBefore), (int)Attempts, Payload);
}
