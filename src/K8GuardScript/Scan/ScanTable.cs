using System.Globalization;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Terminal;

namespace K8GuardScript.Scan;

/// <summary>A report for people: what is wrong, object by object, the worst first in each.</summary>
internal static class ScanTable
{
    private const string None = "-";

    public static void Write(ScanReport report, TextWriter output, Paint paint)
    {
        foreach (var group in report.Findings.GroupBy(finding => finding.Manifest))
        {
            output.WriteLine(paint.Bold(Title(group.Key)));
            var lines = group.OrderBy(finding => finding.Exempt is not null)
                .ThenByDescending(finding => finding.Policy.Definition.Severity).ThenBy(finding => finding.Place).ToList();
            var places = lines.Select(PlaceOf).ToList();
            var (place, severity, policy) = (places.Max(text => text.Length), 8, lines.Max(finding => finding.Policy.Id.Length));
            foreach (var (finding, where) in lines.Zip(places))
            {
                var word = finding.Exempt is not null
                    ? "exempt".PadRight(severity)
                    : Colour(paint, finding.Policy.Definition.Severity, ScanJson.SeverityOf(finding.Policy).PadRight(severity));
                output.WriteLine($"  {where.PadRight(place)}  {word}  {finding.Policy.Id.PadRight(policy)}  {Plain(finding.Message)}{Exemption(finding)}");
            }

            output.WriteLine();
        }

        foreach (var fault in report.Faults)
            output.WriteLine($"{Title(fault.Manifest)}: {paint.Red("fault")} {fault.Policy.Id}: {Plain(fault.Message)}");
        ProblemText.Write(report.Errors, output, paint);
    }

    /// <summary>One line that sums up.</summary>
    public static string Summary(ScanReport report)
    {
        var violating = report.Violations.Select(finding => finding.Manifest).Where(manifest => manifest != Manifest.Cluster).Distinct().Count();
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(report.Violations.Count(), "violation")} in {violating} of {Words(report.Objects, "object")}, ")
            + $"judged by {Words(report.Policies, "policy")}";
        if (report.Exempt.Any()) summary += $"; {Words(report.Exempt.Count(), "exempt finding")}";
        if (report.Skipped > 0)
            summary += $"; skipped {Words(report.Skipped, "document")} that {(report.Skipped == 1 ? "is no object" : "are no objects")}";
        if (report.Unknown > 0) summary += $"; {Words(report.Unknown, "verdict")} open, for want of a cluster";
        if (report.Faults.Count > 0) summary += $"; {Words(report.Faults.Count, "fault")}";
        if (report.Errors.Count > 0) summary += $"; {Words(report.Errors.Count, "error")}";
        return summary;
    }

    private static string Title(Manifest manifest)
    {
        var target = manifest.Object;
        if (manifest == Manifest.Cluster) return "Cluster, as far as the manifests tell";
        var (line, column) = manifest.Start;
        var place = string.Create(CultureInfo.InvariantCulture, $"{manifest.File}({line},{column})");
        return Plain($"{target.Kind} {OrNone(target.Namespace)}/{OrNone(target.Name)}  {place}");
    }

    private static string PlaceOf(ScanFinding finding)
    {
        if (finding.Manifest == Manifest.Cluster) return None;
        var (line, column) = finding.Place;
        return string.Create(CultureInfo.InvariantCulture, $"{line},{column}");
    }

    private static string Exemption(ScanFinding finding)
    {
        if (finding.Exempt is { } holds)
            return Plain($" (until {Day(holds)}: {holds.Reason}{(holds.Ticket.Length > 0 ? $", {holds.Ticket}" : "")})");
        return finding.Ended is { } ended ? Plain($" (its exemption in {ended.Place} ended {Day(ended)})") : "";
    }

    private static string Day(Exemption exemption) => exemption.Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string OrNone(string text) => text.Length > 0 ? text : None;

    private static string Words(int count, string word) => CountedWords.Of(count, word);

    private static string Colour(Paint paint, Severity severity, string word) => severity switch
    {
        Severity.Critical or Severity.High => paint.Red(word),
        Severity.Medium => paint.Yellow(word),
        _ => word,
    };

    // names and messages come from files, and must not steer a terminal
    private static string Plain(string text) => PlainText.Clean(text, int.MaxValue);
}
