using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>What a policy found in objects below the one that is judged, at one place.</summary>
/// <param name="Kind">kind of the objects, such as <c>Pod</c></param>
/// <param name="Name">the first of them by name</param>
/// <param name="HasOthers">whether it was found in others of that kind as well</param>
/// <param name="IsLeaving">all of them are being deleted: it opens nothing, and closes nothing</param>
/// <param name="Finding">in the first of them, at the path there</param>
internal sealed record ChildFinding(string Kind, string Name, bool HasOthers, bool IsLeaving, Finding Finding)
{
    /// <summary>The message with where it was found.</summary>
    public string Message
    {
        get
        {
            var suffix = HasOthers ? $" (in {Kind} `{Name}` and others)" : $" (in {Kind} `{Name}`)";
            return PlainText.Clean(Finding.Message, MaxMessage - suffix.Length) + suffix;
        }
    }

    private const int MaxMessage = Sdk.Authoring.Findings.MaxMessage;
}
