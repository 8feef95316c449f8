using K8GuardScript.Core.Policies;

namespace K8GuardScript.Scripts;

/// <summary>One script that a user named, loaded.</summary>
/// <param name="File">its file's name</param>
/// <param name="Shown">its file as seen from where the user stands</param>
/// <param name="Text">its text</param>
/// <param name="Result">what loading it came to</param>
/// <param name="Problems">why it can't be used; empty if it can</param>
internal sealed record LocalPolicy(string File, string Shown, string Text, LoadResult Result, IReadOnlyList<PlacedProblem> Problems)
{
    /// <summary>Null if it can't be used.</summary>
    public Policy? Policy => Problems.Count == 0 ? Result.Policy : null;

    /// <summary>Its id, or while it has none, its file's name without the ending.</summary>
    public string Name => Result.Policy?.Id ?? Path.GetFileNameWithoutExtension(File);
}
