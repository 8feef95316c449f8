using System.CommandLine;
using K8GuardScript.Verbs;
using K8GuardScript.Worker;

namespace K8GuardScript.Tests.Verbs;

[Collection(nameof(ConsoleOutput))]
public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("fly")]
    [InlineData("run --fly")]
    [InlineData("run --listen 8080")]
    [InlineData("run --listen guard.example.com:80")]
    [InlineData("run --data")]
    [InlineData("simulator --port 70000")]
    [InlineData("simulator --port http")]
    [InlineData("simulator --chaos often")]
    [InlineData("simulator --chaos 3 --chaos-share 1.5")]
    [InlineData("demo --cluster-port 70000")]
    [InlineData("demo --kubeconfig somewhere")]
    public async Task A_wrong_command_line_ends_in_2_and_says_where_help_is(string arguments)
    {
        var (code, error) = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.StartsWith("k8guard: ", error, StringComparison.Ordinal);
        Assert.Contains("--help`", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_ends_in_2_and_names_the_option()
    {
        var (code, error) = await RunAsync("run", "--policies", folder.At("none"));

        Assert.Equal(2, code);
        Assert.Equal($"k8guard: the policies folder `{folder.At("none")}` does not exist: name another one with `--policies`\n", error);
    }

    [Theory]
    [InlineData("--policies")]
    [InlineData("--data")]
    [InlineData("--config")]
    [InlineData("--kubeconfig")]
    public async Task An_empty_path_ends_in_2(string option)
    {
        var policies = option == "--policies" ? [] : (string[])["--policies", folder.Path];
        var (code, error) = await RunAsync(["run", .. policies, option, ""]);

        Assert.Equal(2, code);
        Assert.StartsWith("k8guard: ", error, StringComparison.Ordinal);
        Assert.Contains($"`{option}`", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listening_to_everybody_without_a_token_ends_in_2()
    {
        var (code, error) = await RunAsync("run", "--policies", folder.Path, "--listen", "0.0.0.0:0");

        Assert.Equal(2, code);
        Assert.Contains("`--read-token-file`", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "`exec` names the credential plugin `cloud-login`, a program that would be run here: allow it with --allow-exec")]
    [InlineData("--allow-exec", "`client-certificate` has no counterpart")]
    public async Task A_program_that_a_kubeconfig_names_is_run_only_if_the_user_allows_it(string option, string expected)
    {
        var kubeconfig = folder.Write("kubeconfig", """
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u}}]
            clusters: [{name: k, cluster: {server: 'https://127.0.0.1:1'}}]
            users:
            - name: u
              user:
                exec: {command: cloud-login, apiVersion: client.authentication.k8s.io/v1}
                client-certificate-data: bm9uZQ==
            """);

        var (code, error) = await RunAsync(
            ["run", "--policies", folder.Path, "--kubeconfig", kubeconfig, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, code);
        Assert.StartsWith($"k8guard: kubeconfig `{kubeconfig}`(", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_a_verb_from_starting_is_one_line_and_ends_in_2()
    {
        var root = new RootCommand();
        root.SetAction((_, _) => throw new StartException("no way"));

        Assert.Equal((2, "k8guard: no way\n"), await ConsoleOutput.OfErrorAsync(() => CommandLine.InvokeAsync(root, [])));
    }

    [Fact]
    public async Task A_wrong_option_of_a_verb_in_a_verb_leads_to_the_help_of_that_one()
    {
        var (code, error) = await RunAsync("ledger", "export", "--table", "bogus");

        Assert.Equal(2, code);
        Assert.EndsWith("see `k8guard ledger export --help`\n", error, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        var root = new RootCommand { DemoVerb.Create(), RunVerb.Create(), LedgerVerb.Create(), SimulatorVerb.Create() };
        return ConsoleOutput.OfErrorAsync(() => CommandLine.InvokeAsync(root, arguments));
    }
}
