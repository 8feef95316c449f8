using System.CommandLine;
using K8GuardScript.Scan;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Terminal;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard scan</c>: judges manifests without a cluster.</summary>
internal static class ScanVerb
{
    private const string Json = "json";

    public static Command Create()
    {
        var verb = new Command("scan", "Judge manifests by the policies, without a cluster: files, folders, or - for the standard input.");
        var paths = new Argument<string[]>("path")
        {
            Description = "YAML or JSON files, folders with such files at any depth, or - for the standard input",
            HelpName = "PATH",
            Arity = ArgumentArity.OneOrMore,
        };
        var policies = new Option<string?>("--policies")
        {
            Description = "the folder with the policy scripts, or one script [default: ./policies if there is one, else the shipped policies]",
            HelpName = "DIR",
        };
        var config = PolicyPaths.CreateConfig();
        var format = OutputOption.Create("table", Json);
        var failOn = SeverityOption();
        verb.Arguments.Add(paths);
        verb.Options.Add(policies);
        verb.Options.Add(config);
        verb.Options.Add(format);
        verb.Options.Add(failOn);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            async () =>
            {
                var folder = parsed.GetValue(policies) is { } named ? UserPath.Absolute(named, "--policies") : DefaultPolicies();
                var local = LocalPolicies.Open(folder, PolicyPaths.ConfigOf(parsed, config));
                PolicyPaths.RequireScripts(local, folder);
                await using var input = Console.OpenStandardInput();
                await using var compiler = VerbCompiler.Create();
                var report = await ManifestScan.RunAsync(
                    parsed.GetValue(paths)!, local, new PolicyLoader(compiler), input, TimeProvider.System, cancel).ConfigureAwait(false);
                Print(report, parsed.GetValue(format) == Json);
                return report.ExitCode(parsed.GetValue(failOn));
            },
            cancel));
        return verb;
    }

    private static void Print(ScanReport report, bool asJson)
    {
        if (asJson) TextOutput.Write(stream => ScanJson.Write(report, stream));
        else ScanTable.Write(report, Console.Out, Paint.ForOutput());
        Console.Error.WriteLine(ScanTable.Summary(report));
    }

    private static string DefaultPolicies()
    {
        var here = Path.GetFullPath("policies");
        return Directory.Exists(here) ? here : ProgramFolders.Policies;
    }

    private static Option<Severity> SeverityOption() => new("--fail-on")
    {
        // without a factory for it, whose value help would show as C# spells it: the default of the type is low
        Description = "the least severity that makes the exit code 1: low, medium, high, critical [default: low]",
        HelpName = "SEVERITY",
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            foreach (var severity in Enum.GetValues<Severity>())
            {
                if (string.Equals(severity.ToString(), typed, StringComparison.OrdinalIgnoreCase)) return severity;
            }

            result.AddError($"`--fail-on` is `{typed}`: expected `low`, `medium`, `high` or `critical`");
            return Severity.Low;
        },
    };
}
