using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Configuration.Plugins;
using K8GuardScript.Kubernetes.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Configuration.Plugins;

public sealed class PluginProcessTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Arguments_reach_the_program_one_by_one_and_no_shell_sees_them()
    {
        using var plugin = new ScriptedPlugin("""for a in "$@"; do echo "<$a>"; done""");
        string[] hostile = ["a b", "$(touch pwned)", "; rm -rf x", "'\"", "", "*"];

        var run = await Run(plugin.Settings with { Arguments = [plugin.File, .. hostile] });

        Assert.Equal(string.Concat(hostile.Select(argument => $"<{argument}>\n")), Encoding.UTF8.GetString(run.Reply));
    }

    [Fact]
    public async Task It_is_told_what_is_spoken_and_that_nobody_sits_there()
    {
        using var plugin = new ScriptedPlugin("""echo "$STAGE"; echo "$KUBERNETES_EXEC_INFO"; cat""");
        var settings = plugin.Settings with { Environment = [new("STAGE", "a $b")], Cluster = new JsonObject { ["server"] = "https://a" } };

        var run = await Run(settings);

        var lines = Encoding.UTF8.GetString(run.Reply).Split('\n');
        Assert.Equal("a $b", lines[0]);
        Assert.StartsWith(
            """{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",""", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(""","spec":{"interactive":false,"cluster":{"server":"https://a"}}}""", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public async Task One_that_hangs_is_killed_with_all_that_it_started()
    {
        using var plugin = new ScriptedPlugin("""
            cd "$(dirname "$0")"
            mkfifo block
            sh -c 'echo $$ > child; exec cat block' &
            echo $$ > parent
            echo half >&2
            wait
            """);

        var running = Run(plugin.Settings);
        await UntilWritten(plugin, "child", "parent");
        await time.PassNextAsync(PluginProcess.Limit);

        var thrown = await Assert.ThrowsAsync<CredentialException>(() => running.WaitAsync(Patience.Long));
        Assert.Equal(
            "credential plugin `./plugin` did not end within 60 s and was killed; does it wait for a person?", thrown.Message);
        await UntilDead(plugin.Wrote("parent"));
        await UntilDead(plugin.Wrote("child"));
    }

    [Fact]
    public async Task What_it_leaves_running_does_not_hold_its_answer_up()
    {
        using var plugin = new ScriptedPlugin("""
            cd "$(dirname "$0")"
            mkfifo block
            sh -c 'echo $$ > child; exec cat block' &
            while [ ! -s child ]; do :; done
            echo answer
            """);

        var running = Run(plugin.Settings);
        await time.PassNextAsync(TimeSpan.FromSeconds(2));
        var run = await running.WaitAsync(Patience.Long);

        Assert.Equal("answer\n", Encoding.UTF8.GetString(run.Reply));
        using var child = Process.GetProcessById(int.Parse(plugin.Wrote("child"), CultureInfo.InvariantCulture));
        child.Kill();
    }

    [Fact]
    public async Task One_that_prints_without_end_is_killed()
    {
        using var plugin = new ScriptedPlugin("exec yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

        var thrown = await Assert.ThrowsAsync<CredentialException>(() => Run(plugin.Settings));

        Assert.Equal("credential plugin `./plugin` printed more than 1048576 bytes and was killed", thrown.Message);
    }

    [Fact]
    public async Task Complaints_without_end_are_read_past()
    {
        using var plugin = new ScriptedPlugin("head -c 3000000 /dev/zero >&2; echo fine");

        var run = await Run(plugin.Settings);

        Assert.Equal(("fine\n", 8 << 10), (Encoding.UTF8.GetString(run.Reply), run.Complaint.Length));
    }

    [Fact]
    public async Task A_crash_is_an_exit_code()
    {
        using var plugin = new ScriptedPlugin("kill -SEGV $$");

        Assert.Equal(139, (await Run(plugin.Settings)).ExitCode);
    }

    [Fact]
    public async Task One_that_is_not_there_brings_the_hint_how_to_install_it()
    {
        using var plugin = new ScriptedPlugin("");
        File.Delete(plugin.File);

        var named = await Refusal(plugin.Settings with { File = plugin.File, InstallHint = "run \u001b[31mbrew install it\r\n" });
        var searched = await Refusal(plugin.Settings with { Command = "no-such-plugin-anywhere", File = null });

        Assert.Equal($"credential plugin `./plugin` is not found at `{plugin.File}`; run  [31mbrew install it", named);
        Assert.Equal("credential plugin `no-such-plugin-anywhere` is not found along PATH; install it", searched);
    }

    [Fact]
    public async Task One_that_may_not_be_run_is_named()
    {
        using var plugin = new ScriptedPlugin("");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(plugin.File, UnixFileMode.UserRead);

        var message = await Refusal(plugin.Settings with { File = plugin.File });

        Assert.StartsWith($"credential plugin `{plugin.File}` can't be started: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Along_PATH_only_programs_in_absolute_folders_count()
    {
        using var plugin = new ScriptedPlugin("");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, plugin.Folder);

        Assert.Equal(plugin.File, CommandPath.Find("plugin", $"::/nowhere:{plugin.Folder}"));
        Assert.Null(CommandPath.Find("plugin", $"{relative}:."));
        Assert.Null(CommandPath.Find("runs", plugin.Folder));
        Assert.Null(CommandPath.Find("plugin", null));
    }

    private static async Task UntilWritten(ScriptedPlugin plugin, params string[] names)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (names.Any(name => !File.Exists(Path.Combine(plugin.Folder, name)) || plugin.Wrote(name).Length == 0))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_plugin_that_nobody_needs_any_more_is_ended()
    {
        using var plugin = new ScriptedPlugin("echo $$ > \"$(dirname \"$0\")/id\"; exec sleep 1000");
        var credentials = new ExecCredentials(plugin.Settings, TimeProvider.System, NullLogger.Instance);
        var asking = credentials.GetAsync(default).AsTask();
        await UntilWritten(plugin, "id");

        credentials.Stop();

        var thrown = await Assert.ThrowsAsync<CredentialException>(() => asking.WaitAsync(Patience.Long));
        Assert.Equal("credential plugin `./plugin` was ended, as nothing needs it any more", thrown.Message);
        await UntilDead(plugin.Wrote("id"));
    }

    private static async Task UntilDead(string id)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var state = $"/proc/{id.Trim()}/stat";
        while (File.Exists(state) && !IsZombie(state))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static bool IsZombie(string state)
    {
        try
        {
            return File.ReadAllText(state).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task<string> Refusal(ExecPlugin plugin) =>
        (await Assert.ThrowsAsync<CredentialException>(() => Run(plugin))).Message;

    private Task<PluginRun> Run(ExecPlugin plugin) => new PluginProcess(plugin, time).RunAsync(TestContext.Current.CancellationToken);
}
