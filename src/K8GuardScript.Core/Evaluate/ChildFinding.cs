using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>What a policy found in objects below the one that is judged, at one place.</summary>
/// <param name="Object">the first of them by name</param>
/// <param name="HasOthers">whether it was found in others of that kind as well</param>
/// <param name="IsLeaving">all of them are being deleted: it opens nothing, and closes nothing</param>
/// <param name="Finding">in the first of them, at the path there</param>
internal sealed record ChildFinding(ObjectKey Object, bool HasOthers, bool IsLeaving, Finding Finding)
{
    /// <summary>Kind of the objects, such as <c>Pod</c>.</summary>
    public string Kind => Object.Kind;

    /// <summary>The message with where it was found.</summary>
    public string Message
    {
        get
        {
            var suffix = HasOthers ? $" (in {Kind} `{Object.Name}` and others)" : $" (in {Kind} `{Object.Name}`)";
            return PlainText.Clean(Finding.Message, MaxMessage - suffix.Length) + suffix;
        }
    }

    private const int MaxMessage = Sdk.Authoring.Findings.MaxMessage;
}
