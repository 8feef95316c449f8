using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>What every write needs to know of its request.</summary>
internal sealed record WriteRequest(ResourceType Type, ObjectName Name, ObjectForm Form, bool DryRun)
{
    private readonly List<string> warnings = [];

    /// <summary>Who becomes owner of the fields that the request writes.</summary>
    public string Manager { get; init; } = "unknown";

    /// <summary>As sent; empty where it was not.</summary>
    public string FieldManagerParameter { get; init; } = "";

    public FieldValidation Validation { get; init; }

    /// <summary>Server-side apply: fields that others own are taken from them.</summary>
    public bool? Force { get; init; }

    /// <summary>Empty, or the subresource that is written.</summary>
    public string Subresource { get; init; } = "";

    public bool OfStatus => Subresource == "status";

    public FieldWriter Writer(string operation = FieldWriter.Update) => new(Manager, operation, Type.ApiVersion, Subresource);

    public void Warn(string text)
    {
        if (!warnings.Contains(text)) warnings.Add(text);
    }

    public IAnswer Answer(StoredObject stored, int status = StatusCodes.Status200OK) => Warned(new JsonAnswer(status, Form.Object(stored)));

    public IAnswer Warned(IAnswer answer) => warnings.Count == 0 ? answer : new WarnedAnswer(answer, warnings);

    /// <summary>Reads <c>dryRun</c>; any value but <c>All</c> is 422.</summary>
    /// <param name="optionsKind">the kind of options that a real server would name, such as <c>PatchOptions</c></param>
    public static bool IsDryRun(IReadOnlyList<string> values, string optionsKind)
    {
        if (values.All(value => value == "All")) return values.Count > 0;
        var list = string.Join(" ", values.Select(value => $"\"{value}\""));
        throw ApiError.InvalidOptions(optionsKind, new StatusCause(
            "FieldValueNotSupported", $"Unsupported value: [{list}]: supported values: \"All\"", "dryRun"));
    }

    public static FieldValidation ValidationOf(string text, string optionsKind) => text switch
    {
        "" or "Warn" => FieldValidation.Warn,
        "Ignore" => FieldValidation.Ignore,
        "Strict" => FieldValidation.Strict,
        _ => throw ApiError.InvalidOptions(optionsKind, new StatusCause("FieldValueNotSupported",
            $"Unsupported value: \"{text}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"", "fieldValidation")),
    };
}
