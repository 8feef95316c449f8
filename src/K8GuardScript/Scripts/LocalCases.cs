using K8GuardScript.Core.Cases;

namespace K8GuardScript.Scripts;

/// <summary>The cases beside a script.</summary>
/// <param name="File">as seen from where the user stands</param>
/// <param name="All">in the file's order; empty if it can't be used</param>
/// <param name="Problems">why it can't be used</param>
internal sealed record LocalCases(string File, IReadOnlyList<PolicyCase> All, IReadOnlyList<PlacedProblem> Problems)
{
    /// <returns>null if there is no such file</returns>
    public static LocalCases? Of(LocalPolicy policy, LocalPolicies local)
    {
        var name = Path.GetFileNameWithoutExtension(policy.File) + LocalPolicies.CasesEnding;
        var path = Path.Combine(local.LoadFolder, name);
        var shown = local.Shown(name);
        if (!System.IO.File.Exists(path)) return null;
        try
        {
            return new LocalCases(shown, CasesFile.Parse(System.IO.File.ReadAllText(path), shown), []);
        }
        catch (CasesFormatException wrong)
        {
            return new LocalCases(shown, [], [.. wrong.Message.Split(Environment.NewLine).Select(line => Problem(line, shown))]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var problem = new PlacedProblem(shown, 1, 1, true, PlacedProblem.Unreadable, $"it can't be read: {failure.Message}");
            return new LocalCases(shown, [], [problem]);
        }
    }

    // `file(line,column): message`
    private static PlacedProblem Problem(string line, string file)
    {
        var end = line.StartsWith(file + "(", StringComparison.Ordinal) ? line.IndexOf("): ", file.Length, StringComparison.Ordinal) : -1;
        return end < 0
            ? new PlacedProblem(file, 1, 1, true, PlacedProblem.Cases, line)
            : PlacedProblem.At(line[..(end + 1)], PlacedProblem.Cases, line[(end + 3)..]);
    }
}
