using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Terminal;

namespace K8GuardScript.Trial;

/// <summary>How policies fared, for people.</summary>
internal static class TrialText
{
    public static void Write(IReadOnlyList<TriedPolicy> policies, TextWriter output, Paint paint)
    {
        foreach (var policy in policies)
        {
            output.WriteLine($"{Mark(policy, paint)} {paint.Bold(policy.Name)}  {Fared(policy)}");
            foreach (var one in policy.Cases.Where(one => !one.Result.Passed))
            {
                output.WriteLine($"  {paint.Red(one.Result.Case.Place)}: {Plain(one.Result.Case.Name)}");
                foreach (var difference in one.Result.Differences) output.WriteLine($"    {Plain(difference)}");
            }

            ProblemText.Write(policy.Problems, output, paint);
        }
    }

    /// <summary>One line that sums up.</summary>
    public static string Summary(IReadOnlyList<TriedPolicy> policies)
    {
        var cases = policies.Sum(policy => policy.Cases.Count);
        var failed = policies.Sum(policy => policy.Failed);
        var summary = $"{CountedWords.Of(cases, "case")} of {CountedWords.Of(policies.Count, "policy")}: {cases - failed} passed, {failed} failed";
        var bare = policies.Count(policy => policy.Cases.Count == 0 && policy.Problems.Count == 0);
        if (bare > 0) summary += $"; {CountedWords.Of(bare, "policy")} without cases";
        var problems = policies.Sum(policy => policy.Problems.Count);
        return problems > 0 ? $"{summary}; {CountedWords.Of(problems, "error")}" : summary;
    }

    private static string Mark(TriedPolicy policy, Paint paint)
    {
        if (policy.Problems.Count > 0) return paint.Red("ERROR");
        if (policy.Failed > 0) return paint.Red("FAIL ");
        return policy.Cases.Count == 0 ? paint.Yellow("-    ") : paint.Green("ok   ");
    }

    private static string Fared(TriedPolicy policy)
    {
        if (policy.Problems.Count > 0) return "its cases could not be run";
        if (policy.Cases.Count == 0) return "it has no cases";
        return policy.Failed == 0
            ? CountedWords.Of(policy.Cases.Count, "case")
            : $"{policy.Failed} of {CountedWords.Of(policy.Cases.Count, "case")} failed";
    }

    // names and messages come from files, and must not steer a terminal
    private static string Plain(string text) => PlainText.Clean(text, int.MaxValue);
}
