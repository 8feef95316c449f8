using System.CommandLine;
using K8GuardScript.Http;
using K8GuardScript.Remote;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>The options of every verb that asks a running guard.</summary>
internal sealed class RemoteArguments
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Option<string> server = new("--server")
    {
        Description = "the HTTP API of the running guard",
        HelpName = "URL",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("K8GUARD_SERVER") is { Length: > 0 } set ? set : "http://127.0.0.1:8080",
    };

    private readonly Option<string?> tokenFile = new("--token-file")
    {
        Description = $"the file with the token for writing [default: `{WriteTokenFile.Name}` in the guard's data folder]",
        HelpName = "FILE",
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "the data folder of the running guard, where its token lies",
        HelpName = "DIR",
        DefaultValueFactory = _ => "k8guard-data",
    };

    public void AddTo(Command verb)
    {
        verb.Options.Add(server);
        verb.Options.Add(tokenFile);
        verb.Options.Add(data);
    }

    /// <summary>Whoever gives an order is named in what comes of it.</summary>
    public static string By => Environment.UserName;

    /// <summary>Runs something with the guard that the command line names.</summary>
    /// <exception cref="StartException">the address is none</exception>
    public async Task<int> WithGuardAsync(ParseResult parsed, Func<RunningGuard, Task<int>> run)
    {
        var typed = parsed.GetValue(server)!;
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StartException($"`--server` is `{typed}`: expected an address such as `http://127.0.0.1:8080`");
        var file = parsed.GetValue(tokenFile) is { } named
            ? UserPath.ExistingFile(named, "token file", "--token-file")
            : Path.Combine(UserPath.Absolute(parsed.GetValue(data)!, "--data"), WriteTokenFile.Name);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        return await run(new RunningGuard(new GuardAddress(address, file), http)).ConfigureAwait(false);
    }
}
