using System.CommandLine;
using K8GuardScript.Editor;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard init</c>: what VS Code needs to complete and check policies.</summary>
internal static class InitVerb
{
    public static Command Create()
    {
        var verb = new Command("init", "Write what VS Code needs to complete and check policies into the folder that you open there.");
        var folder = new Argument<string>("DIR")
        {
            Description = "the folder that is opened in VS Code",
            DefaultValueFactory = _ => ".",
        };
        verb.Arguments.Add(folder);
        verb.SetAction((parsed, cancel) => RunAsync(UserPath.Folder(parsed.GetValue(folder)!, "editor's", "DIR")));
        return verb;
    }

    private static async Task<int> RunAsync(string folder)
    {
        foreach (var line in new EditorFolder(folder).Write()) await Console.Out.WriteLineAsync(line).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(
            "next: open the folder in VS Code with the C# extension (not the C# Dev Kit), and run `OmniSharp: Restart OmniSharp`")
            .ConfigureAwait(false);
        return 0;
    }
}
