using K8GuardScript.Sdk.Fields;
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
        where T : struct, IView
    {
        if (findings.Count == MaxFindings)
        {
            omitted++;
            return;
        }

        var field = place.Place;
        findings.Add(new Finding(
            field.Path,
            field.KeyPath,
            PlainText.Clean(message, MaxMessage),
            string.IsNullOrEmpty(subject) ? null : PlainText.Clean(subject, MaxMessage)));
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
