using System.CommandLine;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard new</c>: the beginning of a policy, with its cases.</summary>
internal static class NewVerb
{
    public static Command Create()
    {
        var verb = new Command("new", "Write the beginning of a policy: NAME.csx, and its cases in NAME.cases.yaml.");
        var name = new Argument<string>("NAME") { Description = "id of the policy: lower-case letters, digits and `-`, at most 63" };
        var folder = new Option<string>("--policies")
        {
            Description = "the folder to write to",
            HelpName = "DIR",
            DefaultValueFactory = _ => ".",
        };
        var kind = new Option<string>("--kind")
        {
            Description = "what it judges",
            HelpName = string.Join('|', PolicyTemplate.All.Select(template => template.Rule)),
            DefaultValueFactory = _ => PolicyTemplate.All[0].Rule,
        };
        verb.Arguments.Add(name);
        verb.Options.Add(folder);
        verb.Options.Add(kind);
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(name)!, UserPath.Folder(parsed.GetValue(folder)!, "policies", "--policies"), parsed.GetValue(kind)!, cancel));
        return verb;
    }

    private static async Task<int> RunAsync(string name, string folder, string kind, CancellationToken cancel)
    {
        if (!PolicyDraft.IsId(name))
            throw new StartException($"`{name}` is no id of a policy: lower-case letters, digits and `-`, at most 63 characters");
        var kinds = string.Join(", ", PolicyTemplate.All.Select(known => $"`{known.Rule}`"));
        var template = PolicyTemplate.All.FirstOrDefault(known => known.Rule == kind)
            ?? throw new StartException($"there is no `--kind {kind}`: choose one of {kinds}");

        var (script, cases) = (Path.Combine(folder, $"{name}.csx"), Path.Combine(folder, $"{name}.cases.yaml"));
        foreach (var file in (string[])[script, cases])
        {
            if (Path.Exists(file)) throw new StartException($"`{file}` is there already: choose another name, or move it away");
        }

        try
        {
            // the cases come first: a policy that is loaded at once has them already
            await WriteAsync(cases, template.Cases, cancel).ConfigureAwait(false);
            await WriteAsync(script, template.ScriptOf(name), cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the policy can't be written to `{folder}`: {failure.Message}; name another folder with `--policies`");
        }

        await Console.Out.WriteLineAsync(
            $"""
            written: {script}
            written: {cases}
            next: say in the script what must hold, and in the cases what it must find and what not; try them with `k8guard test {folder}`
            it is in force as soon as a guard runs with this folder; its settings stand below `policies.{name}.settings` in policies.yaml
            """).ConfigureAwait(false);
        return 0;
    }

    // INVARIANT: never over a file that came in between
    private static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), cancel).ConfigureAwait(false);
    }
}
