using System.CommandLine;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>The options that every verb with a worker has.</summary>
/// <param name="policiesDefault">the policies folder where none is named, in words</param>
/// <param name="configDefault">the settings where none are named, in words</param>
/// <param name="dataDefault">the data folder where none is named, in words</param>
internal sealed class WorkerArguments(string policiesDefault, string configDefault, string dataDefault)
{
    public Option<string?> Policies { get; } = new("--policies")
    {
        Description = $"the folder with the policy scripts [default: {policiesDefault}]",
        HelpName = "DIR",
    };

    public Option<string[]> Config { get; } = new("--config")
    {
        Description = $"a settings file; given several times, maps merge by key and the later file wins [default: {configDefault}]",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = $"the folder for the ledger, which must survive a restart [default: {dataDefault}]",
        HelpName = "DIR",
    };

    public Option<ListenAddress> Listen { get; } = new("--listen")
    {
        Description = "where the HTTP API listens",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => ListenAddress.Parse("127.0.0.1:8080"),
        CustomParser = result =>
        {
            try
            {
                return ListenAddress.Parse(result.Tokens[0].Value);
            }
            catch (FormatException wrong)
            {
                result.AddError(wrong.Message);
                return null;
            }
        },
    };

    public Option<string?> ReadTokenFile { get; } = new("--read-token-file")
    {
        Description = "a file with the token that readers of the HTTP API must bring; needed to listen beyond this machine",
        HelpName = "FILE",
    };

    public Option<string?> WriteTokenFile { get; } = new("--write-token-file")
    {
        Description = "a file with the token that `pause`, `resume`, `undo` and `snooze` must bring "
            + $"[default: `{Http.WriteTokenFile.Name}` in the data folder, made once]",
        HelpName = "FILE",
    };

    public void AddTo(Command verb)
    {
        verb.Options.Add(Policies);
        verb.Options.Add(Config);
        verb.Options.Add(Data);
        verb.Options.Add(Listen);
        verb.Options.Add(ReadTokenFile);
        verb.Options.Add(WriteTokenFile);
    }

    /// <param name="parsed">the command line</param>
    /// <param name="policies">the policies folder where none is named</param>
    /// <param name="config">settings files that come before those that are named</param>
    /// <param name="data">the data folder where none is named</param>
    /// <exception cref="StartException">a named folder or file does not exist, or the API would be open to everybody</exception>
    public GuardOptions Read(ParseResult parsed, string policies, IReadOnlyList<string> config, string data)
    {
        var listen = parsed.GetValue(Listen)!;
        var token = parsed.GetValue(ReadTokenFile);
        if (token is null && !listen.IsLoopback)
        {
            throw new StartException(
                $"{listen} can be reached from other machines: name a file with a token for readers with `--read-token-file`, "
                + "or listen at 127.0.0.1");
        }

        return new GuardOptions
        {
            Policies = UserPath.Folder(parsed.GetValue(Policies) ?? policies, "policies", "--policies"),
            Config = [.. config, .. (parsed.GetValue(Config) ?? []).Select(file => UserPath.ExistingFile(file, "settings file", "--config"))],
            Data = UserPath.Absolute(parsed.GetValue(Data) ?? data, "--data"),
            Listen = listen,
            ReadTokenFile = token is null ? null : UserPath.ExistingFile(token, "token file", "--read-token-file"),
            WriteTokenFile = parsed.GetValue(WriteTokenFile) is { } named ? UserPath.ExistingFile(named, "token file", "--write-token-file") : null!,
        };
    }
}
