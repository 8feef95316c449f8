using System.CommandLine;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>Runs a verb, and turns whatever keeps it from starting into one message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Exit code for a wrong command line or configuration.</summary>
    public const int WrongUsage = 2;

    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"k8guard: {error.Message}").ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"see `{Name(parsed)} --help`").ConfigureAwait(false);
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (StartException wrong)
        {
            await Console.Error.WriteLineAsync($"k8guard: {wrong.Message}").ConfigureAwait(false);
            return WrongUsage;
        }
    }

    private static string Name(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        return verb is RootCommand ? "k8guard" : $"k8guard {verb.Name}";
    }
}
