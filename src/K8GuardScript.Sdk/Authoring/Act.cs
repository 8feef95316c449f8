using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>What may be done to an object after the last warning. The settings file has the final say on whether it is.</summary>
public sealed partial class Act
{
    private Act(ActionVerb verb, ActionMark? mark = null) => (Verb, Mark) = (verb, mark);

    /// <summary>Warn only.</summary>
    public static Act None { get; } = new(ActionVerb.None);

    /// <summary>
    /// Stop it, so that it can be started again: scale a Deployment, a StatefulSet or whatever has a scale subresource to zero, suspend a
    /// CronJob with its active Jobs or a Job, evict a bare Pod, park a DaemonSet. What fits none of these is only warned of.
    /// </summary>
    public static Act Stop { get; } = new(ActionVerb.Stop);

    /// <summary>Delete it, an Ingress or a bare Pod; the manifest is stored first. Whatever else is only warned of.</summary>
    public static Act Delete { get; } = new(ActionVerb.Delete);

    internal ActionVerb Verb { get; }

    internal ActionMark? Mark { get; }

    /// <summary>Puts a label on it.</summary>
    /// <param name="key">as in the API: <c>example.com/quarantine</c></param>
    /// <param name="value">at most 63 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; may be empty</param>
    /// <exception cref="ArgumentException">the API would refuse it</exception>
    public static Act Label(string key, string value) => new(ActionVerb.Label, new ActionMark(CheckedKey(key), CheckedValue(value)));

    /// <summary>Puts an annotation on it.</summary>
    /// <param name="key">as in the API: <c>example.com/reason</c></param>
    /// <param name="value">any text</param>
    /// <exception cref="ArgumentException">the API would refuse it</exception>
    public static Act Annotate(string key, string value) => new(ActionVerb.Annotate, new ActionMark(CheckedKey(key), value ?? ""));

    // apimachinery validation.IsQualifiedName, IsValidLabelValue
    private static string CheckedKey(string key) => key is { Length: <= 317 } && KeyPattern().IsMatch(key)
        ? key
        : throw new ArgumentException($"`{PlainText.Clean(key, 100)}` is no key of a label or annotation, such as `example.com/team`");

    private static string CheckedValue(string value) => value is not null && ValuePattern().IsMatch(value)
        ? value
        : throw new ArgumentException($"`{PlainText.Clean(value, 100)}` is no value of a label: at most 63 letters, digits, `-`, `_`, `.`");

    [GeneratedRegex(
        @"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValuePattern();
}
