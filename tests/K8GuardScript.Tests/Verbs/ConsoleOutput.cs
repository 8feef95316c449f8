namespace K8GuardScript.Tests.Verbs;

/// <summary>Tests that look at what the program prints run one after another: there is one console.</summary>
[CollectionDefinition(nameof(ConsoleOutput), DisableParallelization = true)]
public sealed class ConsoleOutput
{
    /// <summary>Runs something and gives its exit code and what it printed as an error.</summary>
    public static async Task<(int Code, string Error)> OfErrorAsync(Func<Task<int>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var before = Console.Error;
        using var error = new StringWriter { NewLine = "\n" };
        Console.SetError(error);
        try
        {
            var code = await run();
            return (code, error.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
