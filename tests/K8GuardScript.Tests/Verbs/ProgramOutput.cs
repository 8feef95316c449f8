using System.CommandLine;
using K8GuardScript.Verbs;

namespace K8GuardScript.Tests.Verbs;

/// <summary>Runs the program in this process, and takes what it prints.</summary>
internal static class ProgramOutput
{
    public static async Task<(int Code, string Output, string Error)> OfAsync(params string[] arguments)
    {
        var root = new RootCommand { ScanVerb.Create(), TestVerb.Create(), CheckVerb.Create() };
        var (before, beforeError) = (Console.Out, Console.Error);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            var code = await CommandLine.InvokeAsync(root, arguments);
            return (code, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(beforeError);
        }
    }
}
