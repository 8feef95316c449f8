using System.Text.Json;

namespace K8GuardScript.Core.Record;

/// <summary>
/// The ledger before this one was damaged, and set aside: what was counted, held, undone or tripped is lost, so the guard only warns until
/// a person has looked at it.
/// </summary>
/// <param name="At">when it was found</param>
/// <param name="File">where the damaged one lies</param>
/// <param name="Why">what was found</param>
internal sealed record SetAsideLedger(DateTimeOffset At, string File, string Why)
{
    /// <summary>The fact that says so, until it is forgotten.</summary>
    public const string Key = "ledger/set-aside";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public StoredFact ToFact() => new(Key, JsonSerializer.Serialize(this, Form));

    /// <param name="fact">what <see cref="ToFact"/> made, or null</param>
    public static SetAsideLedger? Of(string? fact) => fact is null ? null : JsonSerializer.Deserialize<SetAsideLedger>(fact, Form);

    /// <inheritdoc />
    public override string ToString() =>
        $"the ledger was damaged ({Why}) and is set aside as `{File}`: what was counted before is lost, and nothing is acted on until a person "
        + "resumes";
}
