using K8GuardScript.Sdk.Registration;
using K8GuardScript.Terminal;

namespace K8GuardScript.Scripts;

/// <summary>Problems for people: a line in the form that editors and CI parse, and below it what to write instead.</summary>
internal static class ProblemText
{
    public static void Write(IEnumerable<PlacedProblem> problems, TextWriter output, Paint paint)
    {
        foreach (var problem in problems)
        {
            var line = Plain(problem.ToString());
            var word = $": {problem.Severity} {problem.Code}: ";
            var painted = problem.IsError ? paint.Red(word.Trim(' ', ':')) : paint.Yellow(word.Trim(' ', ':'));
            var at = line.IndexOf(word, StringComparison.Ordinal);
            output.WriteLine(at < 0 ? line : $"{line[..at]}: {painted}: {line[(at + word.Length)..]}");
            if (problem.Hint is { } hint) output.WriteLine($"  hint: {Plain(hint.ReplaceLineEndings(" "))}");
        }
    }

    // names and messages come from files, and must not steer a terminal
    private static string Plain(string text) => PlainText.Clean(text, int.MaxValue);
}
