using System.Net;
using System.Net.Sockets;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>What keeps the program from starting is told in one message, with exit code 2 and no stack trace.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string[], string> WrongCommandLines => new()
    {
        {
            "a policies folder that is not there",
            ["run", "--policies", "nowhere"],
            "nowhere` does not exist: name another one with `--policies`"
        },
        { "a kubeconfig that is not there", ["run", "--policies", "policies", "--kubeconfig", "nowhere"], "there is no kubeconfig" },
        { "a kubeconfig that is none", ["run", "--policies", "policies", "--kubeconfig", "garbage"], "garbage" },
        { "a server that nobody can reach", ["run", "--policies", "policies", "--kubeconfig", "dead-end"], "can't use" },
        {
            "settings that are no YAML",
            ["run", "--policies", "policies", "--kubeconfig", "dead-end", "--config", "no.yaml"],
            "no.yaml(2,1): this is no valid YAML"
        },
        {
            "settings with a key that nobody knows",
            ["run", "--policies", "policies", "--kubeconfig", "dead-end", "--config", "typo.yaml"],
            "typo.yaml(2,10): unknown key `policys`: did you mean `policies`?"
        },
        {
            "mode act outside a cluster without a word for it",
            ["run", "--policies", "policies", "--kubeconfig", "dead-end", "--config", "act.yaml"],
            "`mode: act` is refused, as this does not run inside the cluster: start it with `--act`"
        },
        { "an option that does not exist", ["demo", "--frobnicate"], "`--frobnicate` is no option or verb here" },
        { "a verb that does not exist", ["frobnicate"], "`frobnicate` is no option or verb here" },
        {
            "the demo pointed at a cluster",
            ["demo", "--kubeconfig", "dead-end"],
            "the demo acts, so it only ever talks to its own simulated cluster"
        },
        { "an API open to everybody", ["demo", "--listen", "0.0.0.0:0"], "--read-token-file" },
        { "manifests that are no YAML", ["demo", "--cluster", "no.yaml"], "no.yaml" },
        { "a data folder that is a file", ["demo", "--listen", "127.0.0.1:0", "--data", "garbage"], "name another one with `--data`" },
    };

    [Theory]
    [MemberData(nameof(WrongCommandLines))]
    public async Task It_says_what_is_wrong_and_what_to_do(string name, string[] arguments, string expected)
    {
        using var place = SomePlace();

        var (code, output, errors) = await K8GuardProcess.RunAsync(place.Folder, arguments);

        Assert.True(code == 2, $"{name}: exit code {code}\n{output}\n{errors}");
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_is_named()
    {
        using var place = SomePlace();
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();

        var (code, _, errors) = await K8GuardProcess.RunAsync(place.Folder, "demo", "--listen", busy.LocalEndpoint.ToString()!);

        Assert.Equal(2, code);
        Assert.Equal($"k8guard: {busy.LocalEndpoint} is in use by another program: stop that one, or listen elsewhere with `--listen`", errors);
    }

    [Fact]
    public async Task A_ledger_that_another_guard_has_open_is_refused()
    {
        using var place = SomePlace();
        await using var first = K8GuardProcess.Start(place.Folder, "demo", "--listen", "127.0.0.1:0", "--data", "data");
        using var guard = await first.ClientAsync();

        var (code, _, errors) = await K8GuardProcess.RunAsync(place.Folder, "demo", "--listen", "127.0.0.1:0", "--data", "data");

        Assert.Equal(2, code);
        Assert.Contains("is in use by another k8guard", errors, StringComparison.Ordinal);
    }

    private static Workplace SomePlace()
    {
        var place = new Workplace();
        place.CopyPolicies();
        place.Write("garbage", "this is: no kubeconfig\n");
        place.Write("no.yaml", "mode: [\n");
        place.Write("typo.yaml", "mode: safe\npolicys: { a: {} }\n");
        place.Write("act.yaml", "mode: act\n");

        // port 1 is never listened at
        place.Write("dead-end", """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts: [{ name: here, context: { cluster: here, user: me } }]
            clusters: [{ name: here, cluster: { server: "http://127.0.0.1:1" } }]
            users: [{ name: me, user: {} }]
            """);
        return place;
    }
}
