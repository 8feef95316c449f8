using System.Text.RegularExpressions;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Cases;

/// <summary>Runs the cases of a policy. What goes wrong in a case is a difference, never an exception.</summary>
internal static class CaseRunner
{
    /// <param name="test">the case</param>
    /// <param name="load">runs the policy's body with the case's settings; may throw <see cref="PolicyLoadException"/></param>
    public static CaseResult Run(PolicyCase test, Func<IReadOnlyDictionary<string, SettingInput>, PolicyDefinition> load)
    {
        try
        {
            var judgement = load(test.Settings).Judge(test.Object, new ListedObjects([.. test.Cluster, test.Object], test.Now));
            return new CaseResult(test, Compare(test, judgement));
        }
        catch (PolicyLoadException refused)
        {
            return new CaseResult(test, [.. refused.Problems.Select(problem => problem.ToString())]);
        }
        catch (RuleFaultException fault)
        {
            return new CaseResult(test, [fault.Message]);
        }
    }

    private static List<string> Compare(PolicyCase test, Judgement judgement)
    {
        if (test.ExpectUnknown) return judgement.Incomplete ? [] : ["expected an open verdict, but every look-up had an answer"];
        if (judgement.Incomplete)
            return ["the verdict is open, as a look-up has no answer: add what it needs to `cluster`, or expect `unknown`"];

        var found = judgement.Findings.ToList();
        var differences = new List<string>();
        foreach (var expected in test.Expect)
        {
            var match = found.Find(finding => Matches(expected, finding));
            if (match is null) differences.Add($"expected, but not found: {expected}");
            else found.Remove(match);
        }

        differences.AddRange(found.Select(extra => $"found, but not expected: `{extra.Path}`{About(extra)}: {extra.Message}"));
        return differences;
    }

    private static bool Matches(ExpectedFinding expected, Finding finding) =>
        expected.Path == finding.Path
        && expected.On == finding.On?.ToString()
        && (expected.Subject is null || expected.Subject == finding.Subject)
        && (expected.Message is null || Regex.IsMatch(finding.Message, expected.Message, RegexOptions.NonBacktracking));

    private static string About(Finding finding) =>
        (finding.On is null ? "" : $" on `{finding.On}`") + (finding.Subject is null ? "" : $" about `{finding.Subject}`");
}
