using System.CommandLine;
using K8GuardScript.Scripts;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>The arguments of verbs that work on policies where they lie: paths, and settings files.</summary>
internal sealed class PolicyPaths
{
    private const string Subfolder = "policies";

    private readonly Argument<string[]> paths = new("path")
    {
        Description = "folders with policies, scripts, or their cases [default: this folder if it has scripts, else ./policies]",
        HelpName = "PATH",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The settings files.</summary>
    public static Option<string[]> CreateConfig() => new("--config")
    {
        Description = "a settings file; given several times, maps merge by key and the later file wins [default: policies.yaml in the policies folder]",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> config = CreateConfig();

    /// <param name="verb">gets the arguments</param>
    /// <param name="withConfig">whether settings files mean anything to it</param>
    public void AddTo(Command verb, bool withConfig)
    {
        verb.Arguments.Add(paths);
        if (withConfig) verb.Options.Add(config);
    }

    /// <summary>What was named, each once.</summary>
    /// <exception cref="StartException">something is not there, or there is nothing to work on</exception>
    public IReadOnlyList<LocalPolicies> Open(ParseResult parsed)
    {
        var files = ConfigOf(parsed, config);
        var named = parsed.GetValue(paths) is { Length: > 0 } typed
            ? typed.Select(path => UserPath.Absolute(path, "PATH")).Distinct(StringComparer.Ordinal).ToList()
            : [Default()];
        var opened = named.Select(path => LocalPolicies.Open(path, files)).ToList();
        foreach (var (path, policies) in named.Zip(opened)) RequireScripts(policies, path);
        return opened;
    }

    /// <exception cref="StartException">there is no script among them</exception>
    public static void RequireScripts(LocalPolicies policies, string path)
    {
        if (policies.Scripts.Count == 0 && !policies.Unreadable.Any())
            throw new StartException($"`{ShownPath.Of(path)}` holds no policy: a policy is a file `NAME.csx`");
    }

    /// <exception cref="StartException">a file is not there</exception>
    public static IReadOnlyList<string> ConfigOf(ParseResult parsed, Option<string[]> config) =>
        [.. (parsed.GetValue(config) ?? []).Select(file => UserPath.ExistingFile(file, "settings file", "--config"))];

    private static string Default()
    {
        var here = Environment.CurrentDirectory;
        if (Directory.EnumerateFiles(here, "*.csx").Any()) return here;
        var below = Path.Combine(here, Subfolder);
        return Directory.Exists(below)
            ? below
            : throw new StartException("there is no policy here, and no folder `policies`: name a folder or a script");
    }
}
