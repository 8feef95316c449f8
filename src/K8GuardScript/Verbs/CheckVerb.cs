using System.CommandLine;
using K8GuardScript.Check;
using K8GuardScript.Scripts;
using K8GuardScript.Terminal;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard check</c>: compiles and lints policies, and reads their settings and cases.</summary>
internal static class CheckVerb
{
    private const string Json = "json";

    public static Command Create()
    {
        var verb = new Command("check", "Compile and lint policies, and read their settings and cases; nothing is judged.");
        var paths = new PolicyPaths();
        var strict = new Option<bool>("--strict") { Description = "warnings make the exit code 1" };
        var format = OutputOption.Create("text", Json);
        paths.AddTo(verb, withConfig: true);
        verb.Options.Add(strict);
        verb.Options.Add(format);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            async () =>
            {
                var opened = paths.Open(parsed);
                await using var compiler = VerbCompiler.Create();
                var check = new PolicyCheck(new PolicyLoader(compiler), TimeProvider.System);
                var found = new List<PlacedProblem>();
                foreach (var local in opened) found.AddRange(await check.RunAsync(local, cancel).ConfigureAwait(false));
                var problems = found.Distinct().ToList();
                if (parsed.GetValue(format) == Json) TextOutput.Write(stream => CheckJson.Write(problems, stream));
                else ProblemText.Write(problems, Console.Out, Paint.ForOutput());
                await Console.Error.WriteLineAsync(Summary(problems, opened.Sum(local => local.Scripts.Count))).ConfigureAwait(false);
                return ExitCode(problems, parsed.GetValue(strict));
            },
            cancel));
        return verb;
    }

    private static string Summary(List<PlacedProblem> problems, int scripts)
    {
        var errors = problems.Count(problem => problem.IsError);
        var told = problems.Count == 0
            ? "nothing to mend"
            : $"{CountedWords.Of(errors, "error")}, {CountedWords.Of(problems.Count - errors, "warning")}";
        return $"checked {CountedWords.Of(scripts, "policy")}: {told}";
    }

    private static int ExitCode(List<PlacedProblem> problems, bool isStrict)
    {
        if (problems.Any(problem => problem.IsError)) return CommandLine.WrongUsage;
        return isStrict && problems.Count > 0 ? 1 : 0;
    }
}
