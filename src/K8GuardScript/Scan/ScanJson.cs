using System.Text.Encodings.Web;
using System.Text.Json;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Scan;

/// <summary>A report as JSON, for machines: the shape is part of what users may rely on.</summary>
internal static class ScanJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ScanReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        Summary(json, report);
        json.WriteStartArray("violations");
        foreach (var finding in report.Violations) Violation(json, finding);
        json.WriteEndArray();
        if (report.Exempt.Any())
        {
            json.WriteStartArray("exempt");
            foreach (var finding in report.Exempt) Violation(json, finding);
            json.WriteEndArray();
        }

        json.WriteStartArray("faults");
        foreach (var fault in report.Faults) Fault(json, fault);
        json.WriteEndArray();
        json.WriteStartArray("errors");
        foreach (var error in report.Errors) ProblemJson.Write(json, error);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c>, <c>critical</c>.</summary>
    public static string SeverityOf(Policy policy) => policy.Definition.Severity.ToString().ToLowerInvariant();

    private static void Summary(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", report.Files);
        json.WriteNumber("objects", report.Objects);
        json.WriteNumber("skipped", report.Skipped);
        json.WriteNumber("policies", report.Policies);
        json.WriteNumber("violations", report.Violations.Count());
        json.WriteStartObject("bySeverity");
        foreach (var severity in Enum.GetValues<Severity>().Order())
        {
            var count = report.Violations.Count(finding => finding.Policy.Definition.Severity == severity);
            json.WriteNumber(severity.ToString().ToLowerInvariant(), count);
        }

        json.WriteEndObject();
        if (report.Exempt.Any()) json.WriteNumber("exempt", report.Exempt.Count());
        json.WriteNumber("unknown", report.Unknown);
        json.WriteNumber("faults", report.Faults.Count);
        json.WriteNumber("errors", report.Errors.Count);
        json.WriteEndObject();
    }

    private static void Violation(Utf8JsonWriter json, ScanFinding finding)
    {
        var target = finding.Manifest.Object;
        var (line, column) = finding.Place;
        json.WriteStartObject();
        json.WriteString("policy", finding.Policy.Id);
        json.WriteString("code", finding.Policy.Definition.Code);
        json.WriteString("severity", SeverityOf(finding.Policy));
        json.WriteString("apiVersion", target.ApiVersion);
        json.WriteString("kind", target.Kind);
        json.WriteString("namespace", target.Namespace);
        json.WriteString("name", target.Name);
        json.WriteString("path", finding.Path);
        json.WriteString("message", finding.Message);
        json.WriteString("file", finding.Manifest.File);
        json.WriteNumber("line", line);
        json.WriteNumber("column", column);
        if (finding.Exempt is { } exemption) Exemption(json, "exemption", exemption);
        if (finding.Ended is { } ended) Exemption(json, "endedExemption", ended);
        json.WriteEndObject();
    }

    private static void Exemption(Utf8JsonWriter json, string name, Exemption exemption)
    {
        json.WriteStartObject(name);
        json.WriteString("reason", exemption.Reason);
        json.WriteString("ticket", exemption.Ticket);
        json.WriteString("expires", exemption.Expires);
        json.WriteString("place", exemption.Place);
        json.WriteEndObject();
    }

    private static void Fault(Utf8JsonWriter json, ScanFault fault)
    {
        var target = fault.Manifest.Object;
        json.WriteStartObject();
        json.WriteString("policy", fault.Policy.Id);
        json.WriteString("kind", target.Kind);
        json.WriteString("namespace", target.Namespace);
        json.WriteString("name", target.Name);
        json.WriteString("message", fault.Message);
        json.WriteEndObject();
    }
}
