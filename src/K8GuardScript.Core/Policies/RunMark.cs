namespace K8GuardScript.Core.Policies;

/// <summary>What a thread was running.</summary>
/// <param name="Name">the policy's id; of a script's body, its file name</param>
/// <param name="Version">the policy's version; of a script's body, the start of its hash</param>
/// <param name="Object">the object as <c>Kind namespace/name</c>, perhaps cut; empty for a script's body</param>
internal sealed record RunMark(string Name, string Version, string Object)
{
    /// <summary>For messages: where it ran, with a space before it; empty for a body.</summary>
    public string OnWhat => Object.Length == 0 ? "" : $" on {Object}";

    public bool IsSameVersion(RunMark other) => Name == other.Name && Version == other.Version;
}
