using System.CommandLine;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard compile</c>: what the worker starts to have scripts compiled. Not for people.</summary>
internal static class CompileVerb
{
    public static Command Create()
    {
        var verb = new Command(CompilerCommand.Verb, "Compile scripts for the worker that started this.") { Hidden = true };
        verb.SetAction(async (_, cancel) =>
        {
            var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());

            // INVARIANT: nothing but our own messages gets into the pipe.
            Console.SetOut(TextWriter.Null);
            Console.SetIn(TextReader.Null);
            await CompileServer.RunAsync(input, output, TimeProvider.System, cancel).ConfigureAwait(false);
            return 0;
        });
        return verb;
    }
}
