using System.Globalization;
using System.Text;
using K8GuardScript.Core.Actions;
using K8GuardScript.Http;

namespace K8GuardScript.Terminal;

/// <summary>Words what <c>explain</c> was told, for people.</summary>
internal static class ExplainText
{
    /// <param name="found">what is known of one object</param>
    /// <param name="named">the object as it was typed</param>
    public static string Of(ExplainPage found, string named)
    {
        var text = new StringBuilder();
        if (found.Items.Count == 0)
        {
            Line(text, $"`{named}` violates nothing that the guard knows of");
            Append(text, found.Actions);
            return text.ToString();
        }

        foreach (var item in found.Items)
        {
            if (text.Length > 0) text.Append('\n');
            Append(text, item);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ExplainAnswer item)
    {
        var violation = item.Violation;
        var name = violation.Namespace.Length == 0 ? violation.Name : $"{violation.Namespace}/{violation.Name}";
        Line(text, $"{violation.Kind} {name}: {violation.Policy} ({violation.Severity}), {violation.State}");
        Line(text, $"  what     {violation.Message}");
        Line(text, $"  where    {violation.Path}");
        if (item.Why is { Length: > 0 } why) Line(text, $"  why      {why}");
        if (item.Fix is { Length: > 0 } fix) Line(text, $"  fix      {fix}");
        Line(text, $"  since    {Time(violation.OpenedAt)}, first seen {Time(violation.FirstSeen)}");
        var of = violation.WarningsOf?.ToString(CultureInfo.InvariantCulture) ?? "?";
        Line(text, $"  warnings {violation.Warnings} of {of}{Last(violation)}, to {violation.Owner ?? "nobody"}");
        Line(text, $"  next     {violation.Next}{(violation.NextAt is { } at ? $", {Time(at)}" : "")}");
        if (item.Action is { } action) Line(text, $"  action   {action}, mode {violation.Mode}");
        foreach (var rail in item.Rails) Line(text, $"    {Mark(rail),-9} {rail.Rail}{(rail.Why.Length > 0 ? $": {rail.Why}" : "")}");
        Append(text, item.Actions);
    }

    // an undo is newer than what it undoes, so it is among them too
    private static void Append(StringBuilder text, IReadOnlyList<ActionAnswer> actions)
    {
        foreach (var done in actions)
        {
            var undo = actions.FirstOrDefault(other => other.Undoes == done.Id && other.State == ActionState.Done.Word());
            var since = undo is null ? "" : $", undone {Time(undo.IntendedAt)} by {undo.By} ({undo.Id})";
            var note = done.Note.Length > 0 ? $", {done.Note}" : "";
            Line(text, $"  done     {Time(done.IntendedAt)} {done.Outcome}: {done.State}{note} ({done.Id}), {Cause(done)}{since}");
        }
    }

    private static string Cause(ActionAnswer action) => action switch
    {
        { Undoes: { } undone } => $"to undo {undone}, by {action.By}",
        { Run: { } run } => $"by a schedule of policy {action.Policy}, run {run}",
        _ => $"by policy {action.Policy}",
    };

    private static string Last(ViolationAnswer violation) => violation.LastWarningAt is { } at ? $", the latest {Time(at)}" : "";

    private static string Mark(RailTold rail) => rail switch
    {
        { Allows: true } => "yes",
        { Bars: true } => "no",
        _ => "not yet",
    };

    // what the cluster wrote must not move the cursor
    private static void Line(StringBuilder text, string line) => text.Append(Plain(line)).Append('\n');

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
