using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Collects what is wrong with an object, in the forms of a real server's field errors.</summary>
internal sealed class FieldErrors
{
    private readonly List<StatusCause> causes = [];

    public IReadOnlyList<StatusCause> Causes => this.causes;

    public void Required(string field, string why = "") =>
        Add("FieldValueRequired", field, why.Length == 0 ? "Required value" : $"Required value: {why}");

    /// <param name="value">as JSON</param>
    public void Invalid(string field, string value, string why) => Add("FieldValueInvalid", field, $"Invalid value: {value}: {why}");

    public void Invalid(string field, JsonNode? value, string why) => Invalid(field, value?.ToJsonString() ?? "null", why);

    public void WrongType(string field, JsonNode value, string why) =>
        Add("FieldValueTypeInvalid", field, $"Invalid value: {value.ToJsonString()}: {why}");

    public void NotSupported(string field, JsonNode value, JsonArray supported) => Add("FieldValueNotSupported", field,
        $"Unsupported value: {value.ToJsonString()}: supported values: {string.Join(", ", supported.Select(one => one?.ToJsonString()))}");

    public void Text(string field, string value, string? why)
    {
        if (why is not null) Invalid(field, JsonValue.Create(value), why);
    }

    public void Forbidden(string field, string why) => Add("FieldValueForbidden", field, $"Forbidden: {why}");

    public void TooLong(string field, int limit) => Add("FieldValueTooLong", field, $"Too long: may not be more than {limit} bytes");

    /// <summary>A real server checks an update's metadata in two places (a pod's in four) and reports what each finds.</summary>
    public void Double() => this.causes.AddRange([.. this.causes]);

    private void Add(string reason, string field, string message) => this.causes.Add(new StatusCause(reason, message, field));
}
