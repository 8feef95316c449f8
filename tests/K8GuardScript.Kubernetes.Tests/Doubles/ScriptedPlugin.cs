using System.Globalization;
using K8GuardScript.Kubernetes.Configuration.Plugins;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A credential plugin that is a small shell script; it counts its runs. Tests that use it are skipped on Windows.</summary>
internal sealed class ScriptedPlugin : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ScriptedPlugin(string script) => Rewrite(script);

    public string File => Path.Combine(folder.Path, "plugin");

    public string Folder => folder.Path;

    public int Runs => new FileInfo(Path.Combine(folder.Path, "runs")) is { Exists: true, Length: var length } ? (int)length / "run\n".Length : 0;

    /// <summary>Through the shell, since a file that was written just now can be busy while another test starts a process.</summary>
    public ExecPlugin Settings => new()
    {
        Command = "./plugin",
        File = "/bin/sh",
        Arguments = [File],
        ApiVersion = "client.authentication.k8s.io/v1",
    };

    /// <summary>A script that prints a token.</summary>
    public static string Token(string token, DateTimeOffset? expires = null) => Reply(
        expires is { } at
            ? $$"""{"token":"{{token}}","expirationTimestamp":"{{at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}}"}"""
            : $$"""{"token":"{{token}}"}""");

    /// <summary>A script that prints this status.</summary>
    public static string Reply(
        string status, string apiVersion = "client.authentication.k8s.io/v1", string kind = "ExecCredential") =>
        $$"""
        cat <<'END'
        {"kind":"{{kind}}","apiVersion":"{{apiVersion}}","status":{{status}}}
        END
        """;

    /// <summary>From the next run on.</summary>
    public void Rewrite(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "plugins of tests are shell scripts");
        var next = folder.Write("next", $"#!/bin/sh\necho run >> '{folder.Path}/runs'\n{script}\n");
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(next, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        System.IO.File.Move(next, File, overwrite: true);
    }

    /// <summary>What the script wrote to a file of its folder (<c>$(dirname "$0")</c>).</summary>
    public string Wrote(string name) => System.IO.File.ReadAllText(Path.Combine(folder.Path, name));

    public void Dispose() => folder.Dispose();
}
