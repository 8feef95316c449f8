using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>Takes what a rule finds wrong with the object at hand. Use it only inside the rule that got it.</summary>
public sealed class Findings
{
    /// <summary>Longer messages are cut.</summary>
    internal const int MaxMessage = 1024;

    /// <summary>What one policy finds in one object beyond this is only counted.</summary>
    internal const int MaxFindings = 100;

    private List<Finding> findings = [];
    private int omitted;

    internal Findings()
    {
    }

    /// <summary>Reports a violation.</summary>
    /// <param name="place">what is wrong: a field (<c>c["image"]</c>) or a view, also one that the object lacks</param>
    /// <param name="message">for the owner: what is wrong with it, values in backticks; 1,024 characters at most</param>
    /// <param name="subject">
    /// tells this finding from others of the policy in the same object, where the place does not: what is missing, for example
    /// </param>
    public void Violation<T>(T place, string message, string? subject = null)
        where T : struct, IView => Add(place.Place, message, subject, on: null);

    /// <summary>
    /// Reports a violation of another object, which was looked up: the one that a report of another tool speaks of, for example. It
    /// lasts as long as the object at hand says so, and only warns. On an object that does not exist nothing is reported.
    /// </summary>
    /// <param name="other">what is wrong: what <see cref="Cluster"/> found, or a place in it</param>
    /// <param name="message">for the other object's owner: what is wrong with it; 1,024 characters at most</param>
    /// <param name="subject">tells this finding from others in the same other object, where the place does not</param>
    public void ViolationOn<T>(T other, string message, string? subject = null)
        where T : struct, IView
    {
        var evaluation = Evaluation.Now("ViolationOn");
        var place = other.Place;
        if (evaluation.IsJudged(place)) Add(place, message, subject, on: null);
        else if (evaluation.OtherOf(place) is { } found) Add(place, message, subject, found);
        else evaluation.Miss("something was to be reported on an object that is not there");
    }

    /// <summary>
    /// The same for an object of which only the name is at hand:
    /// <c>found.ViolationOn("apps/v1", "Deployment", ns, name, "…", subject: "CVE-1")</c>. It is looked up as
    /// <see cref="Cluster"/> does it.
    /// </summary>
    /// <param name="apiVersion"><c>v1</c>, <c>apps/v1</c></param>
    /// <param name="kind">as the API spells it: <c>Deployment</c></param>
    /// <param name="ns">the namespace; absent or empty for objects without one</param>
    /// <param name="name">its name; on an absent one nothing is reported</param>
    /// <param name="message">for the other object's owner: what is wrong with it; 1,024 characters at most</param>
    /// <param name="subject">tells this finding from others in the same other object</param>
    public void ViolationOn(string apiVersion, string kind, string? ns, string? name, string message, string? subject = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiVersion);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        var evaluation = Evaluation.Now("ViolationOn");
        var found = string.IsNullOrEmpty(name) ? null : evaluation.Find(new LookUp(apiVersion, kind, ns ?? "", name));
        if (found is not null) ViolationOn(found.Root, message, subject);
        else evaluation.Miss(PlainText.Clean($"something was to be reported on {kind} `{ns}/{name}`, which is not there", MaxMessage));
    }

    private void Add(Field place, string message, string? subject, KubeObject? on)
    {
        if (findings.Count == MaxFindings)
        {
            omitted++;
            return;
        }

        findings.Add(new Finding(
            place.Path,
            place.KeyPath,
            PlainText.Clean(message, MaxMessage),
            string.IsNullOrEmpty(subject) ? null : PlainText.Clean(subject, MaxMessage),
            on is null ? null : new OtherObject(on.ApiVersion, on.Kind, on.Namespace, on.Name, on.Uid)));
    }

    /// <summary>Starts anew; what was taken before stays as it is.</summary>
    internal void Clear()
    {
        if (findings.Count > 0) findings = [];
        omitted = 0;
    }

    internal IReadOnlyList<Finding> Take()
    {
        if (findings.Count == 0) return [];
        if (omitted == 0) return findings;
        var marker = $" (and {omitted} more findings in this object)";
        var last = findings[^1];
        findings[^1] = last with { Message = PlainText.Clean(last.Message, MaxMessage - marker.Length) + marker };
        return findings;
    }
}
