using System.CommandLine;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Scripts;
using K8GuardScript.Terminal;
using K8GuardScript.Trial;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard test</c>: runs the cases beside policies.</summary>
internal static class TestVerb
{
    private const string Junit = "junit";

    public static Command Create()
    {
        var verb = new Command("test", "Run the cases of policies, NAME.cases.yaml beside NAME.csx.");
        var paths = new PolicyPaths();
        var only = new Option<string[]>("--policy")
        {
            Description = "run only the cases of policies with this id; * stands for any characters; may be given several times",
            HelpName = "ID",
            AllowMultipleArgumentsPerToken = false,
        };
        var format = OutputOption.Create("text", Junit);
        paths.AddTo(verb, withConfig: false);
        verb.Options.Add(only);
        verb.Options.Add(format);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            () => RunAsync(paths.Open(parsed), parsed.GetValue(only) ?? [], parsed.GetValue(format) == Junit, cancel), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(IReadOnlyList<LocalPolicies> opened, string[] wanted, bool asJunit, CancellationToken cancel)
    {
        await using var compiler = VerbCompiler.Create();
        var trial = new PolicyTrial(new PolicyLoader(compiler), TimeProvider.System);
        var policies = new List<TriedPolicy>();
        foreach (var local in opened)
            policies.AddRange(await trial.RunAsync(local, name => IsWanted(name, wanted), cancel).ConfigureAwait(false));
        if (policies.Count == 0)
            throw new StartException($"no policy here is called {string.Join(" or ", wanted.Select(name => $"`{name}`"))}");

        if (asJunit) TextOutput.Write(stream => TrialJunit.Write(policies, stream));
        else TrialText.Write(policies, Console.Out, Paint.ForOutput());
        await Console.Error.WriteLineAsync(TrialText.Summary(policies)).ConfigureAwait(false);
        if (policies.Any(policy => policy.Problems.Count > 0)) return CommandLine.WrongUsage;
        return policies.Any(policy => policy.Failed > 0) ? 1 : 0;
    }

    private static bool IsWanted(string name, string[] wanted) => wanted.Length == 0 || wanted.Any(pattern => Glob.Matches(pattern, name));
}
