using System.Text.RegularExpressions;

namespace K8GuardScript.Simulator.Writing;

/// <summary>How names and labels may look, with the words of a real server about those that don't.</summary>
internal static partial class NameRules
{
    private const string LabelWords = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start "
        + "and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string SubdomainWords = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
        + "must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string ValueWords = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
        + "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string NamePartWords = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    /// <summary>What is wrong with a DNS label; null if nothing is.</summary>
    public static string? Label(string name) => name.Length > 63 ? "must be no more than 63 characters"
        : LabelForm().IsMatch(name) ? null : LabelWords;

    public static string? Subdomain(string name) => name.Length > 253 ? "must be no more than 253 characters"
        : SubdomainForm().IsMatch(name) ? null : SubdomainWords;

    public static string? LabelValue(string value) => value.Length > 63 ? "must be no more than 63 characters"
        : value.Length == 0 || NamePartForm().IsMatch(value) ? null : ValueWords;

    /// <summary>Everything wrong with a name that may have a domain before it, such as <c>example.com/name</c>.</summary>
    public static IReadOnlyList<string> Qualified(string name)
    {
        var parts = name.Split('/');
        if (parts.Length > 2) return [$"a qualified name {NamePartWords["name part ".Length..]}"];
        var problems = new List<string>();
        if (parts.Length == 2 && Subdomain(parts[0]) is { } wrong) problems.Add($"prefix part {wrong}");
        if (parts[^1].Length == 0) problems.Add("name part must be non-empty");
        else if (parts[^1].Length > 63) problems.Add("name part must be no more than 63 characters");
        if (!NamePartForm().IsMatch(parts[^1])) problems.Add(NamePartWords);
        return problems;
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex LabelForm();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex SubdomainForm();

    [GeneratedRegex("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\\z")]
    private static partial Regex NamePartForm();
}
