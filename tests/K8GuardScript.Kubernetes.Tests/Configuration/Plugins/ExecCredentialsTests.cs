using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Configuration.Plugins;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Configuration.Plugins;

public sealed class ExecCredentialsTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly CapturingLogger log = new();
    private readonly ScriptedPlugin plugin = new(ScriptedPlugin.Token("one"));

    public static TheoryData<string, string> Failures => new()
    {
        { "echo words >&2; exit 3", "ended with code 3" },
        { "kill -KILL $$", "ended with code 137" },
        { "", "did not print an ExecCredential as JSON" },
        { "echo '{\"kind\":'", "did not print an ExecCredential as JSON" },
        { "echo s3cret", "did not print an ExecCredential as JSON" },
        { """printf '{"kind":"\377"}'""", "did not print an ExecCredential as JSON" },
        { "echo []", "printed JSON that is no `ExecCredential`" },
        { ScriptedPlugin.Reply("""{"token":"s3cret"}""", kind: "ExecCredentials"), "printed JSON that is no `ExecCredential`" },
        {
            ScriptedPlugin.Reply("""{"token":"s3cret"}""", "client.authentication.k8s.io/v1beta1"),
            "answered in another apiVersion than `client.authentication.k8s.io/v1`, in which it was asked; name the one that it speaks"
        },
        { ScriptedPlugin.Reply("null"), "gave no status" },
        { ScriptedPlugin.Reply("{}"), "gave neither a token nor clientCertificateData with clientKeyData" },
        { ScriptedPlugin.Reply("""{"token":""}"""), "gave neither a token nor clientCertificateData with clientKeyData" },
        { ScriptedPlugin.Reply("""{"token":"s3cret\r\nX: y"}"""), "gave a token with characters that no token has" },
        { ScriptedPlugin.Reply("""{"token":"a","clientKeyData":"s3cret"}"""), "gave clientCertificateData or clientKeyData without the other" },
        {
            ScriptedPlugin.Reply("""{"clientCertificateData":"s3cret","clientKeyData":"s3cret"}"""),
            "gave a certificate that can't be used: its clientCertificateData: holds no certificate; it must be PEM with `BEGIN CERTIFICATE`"
        },
        { ScriptedPlugin.Reply("""{"token":"s3cret","expirationTimestamp":"soon"}"""), "gave an expirationTimestamp that is no time" },
        {
            ScriptedPlugin.Reply("""{"token":"s3cret","expirationTimestamp":"2025-12-31T23:59:59Z"}"""),
            "gave a credential that expired at 2025-12-31 23:59:59Z"
        },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_goes_wrong_is_one_clear_error_without_a_secret(string script, string expected)
    {
        plugin.Rewrite(script);
        var credentials = Credentials();

        var message = await Refusal(credentials);

        Assert.Equal($"credential plugin `./plugin` {expected}", message);
        Assert.Contains(log.Lines, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines.Append(message), line => line.Contains("s3cret", StringComparison.Ordinal));
        Assert.Equal((0, 1), (credentials.Tally.Renewed, credentials.Tally.Failed));
    }

    [Fact]
    public async Task After_a_failure_it_is_left_alone_for_longer_and_longer()
    {
        plugin.Rewrite("exit 1");
        var credentials = Credentials();

        foreach (var seconds in (double[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            await Refusal(credentials);
            var runs = plugin.Runs;
            time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.Equal("credential plugin `./plugin` ended with code 1; it is asked again in a moment", await Refusal(credentials));
            Assert.Equal(runs, plugin.Runs);
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        plugin.Rewrite(ScriptedPlugin.Token("good"));
        Assert.Equal("good", await Token(credentials));
    }

    [Fact]
    public async Task Without_an_end_a_token_is_used_until_it_is_rejected()
    {
        var credentials = Credentials();
        var first = await credentials.GetAsync(default);
        time.Advance(TimeSpan.FromDays(30));
        Assert.Same(first, await credentials.GetAsync(default));

        plugin.Rewrite(ScriptedPlugin.Token("two"));
        credentials.Rejected(first);

        Assert.Equal("two", await Token(credentials));
        Assert.Equal(2, plugin.Runs);
    }

    [Fact]
    public async Task Many_callers_at_once_are_served_by_one_run()
    {
        plugin.Rewrite("cd \"$(dirname \"$0\")\"; mkfifo gate; read line < gate; " + ScriptedPlugin.Token("one"));
        var credentials = Credentials();
        using var stop = new CancellationTokenSource();

        var impatient = credentials.GetAsync(stop.Token).AsTask();
        var asking = Enumerable.Range(0, 20).Select(_ => credentials.GetAsync(default).AsTask()).ToArray();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await OpenGate();

        var got = await Task.WhenAll(asking).WaitAsync(Patience.Long);
        Assert.All(got, credential => Assert.Equal("one", credential.Token));
        Assert.Equal(1, plugin.Runs);
    }

    [Fact]
    public async Task A_late_word_about_an_old_credential_does_not_touch_the_new_one()
    {
        var credentials = Credentials();
        var old = await credentials.GetAsync(default);
        credentials.Rejected(old);
        var renewed = await credentials.GetAsync(default);

        credentials.Rejected(old);

        Assert.Same(renewed, await credentials.GetAsync(default));
        Assert.Equal(2, plugin.Runs);
    }

    [Fact]
    public async Task What_is_rejected_again_and_again_does_not_run_it_in_a_tight_loop()
    {
        var credentials = Credentials();
        for (var call = 0; call < 50; call++) credentials.Rejected(await credentials.GetAsync(default));

        Assert.Equal(2, plugin.Runs);
        time.Advance(TimeSpan.FromSeconds(1));
        for (var call = 0; call < 50; call++) credentials.Rejected(await credentials.GetAsync(default));
        Assert.Equal(3, plugin.Runs);
    }

    [Fact]
    public async Task Shortly_before_its_end_a_token_is_renewed_while_it_still_serves()
    {
        plugin.Rewrite(ScriptedPlugin.Token("one", time.GetUtcNow().AddMinutes(15)));
        var credentials = Credentials();
        Assert.Equal("one", await Token(credentials));

        plugin.Rewrite(ScriptedPlugin.Token("two", time.GetUtcNow().AddMinutes(30)));
        time.Advance(TimeSpan.FromMinutes(14) - TimeSpan.FromSeconds(1));
        Assert.Equal("one", await Token(credentials));
        Assert.Equal(1, plugin.Runs);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("one", await Token(credentials));
        await credentials.Run.WaitAsync(Patience.Long);
        Assert.Equal("two", await Token(credentials));
    }

    [Fact]
    public async Task A_token_that_has_not_ended_outlives_a_plugin_that_fails_and_no_longer()
    {
        plugin.Rewrite(ScriptedPlugin.Token("one", time.GetUtcNow().AddMinutes(15)));
        var credentials = Credentials();
        await Token(credentials);
        plugin.Rewrite("exit 1");

        time.Advance(TimeSpan.FromMinutes(14.5));
        Assert.Equal("one", await Token(credentials));
        await credentials.Run.WaitAsync(Patience.Long);
        Assert.Equal("one", await Token(credentials));
        Assert.Equal(2, plugin.Runs);

        time.Advance(TimeSpan.FromMinutes(0.5));
        Assert.Equal("credential plugin `./plugin` ended with code 1", await Refusal(credentials));
    }

    [Fact]
    public async Task A_rejected_token_is_better_than_none_while_the_plugin_fails()
    {
        var credentials = Credentials();
        var only = await credentials.GetAsync(default);
        plugin.Rewrite("exit 1");
        credentials.Rejected(only);

        Assert.Same(only, await credentials.GetAsync(default));
    }

    [Fact]
    public async Task A_plugin_that_gives_an_almost_spent_token_each_time_is_not_run_at_each_call()
    {
        plugin.Rewrite(ScriptedPlugin.Token("spent", time.GetUtcNow().AddSeconds(40)));
        var credentials = Credentials();
        for (var second = 0; second < 30; second++)
        {
            await Token(credentials);
            await credentials.Run.WaitAsync(Patience.Long);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, plugin.Runs);
    }

    [Fact]
    public async Task The_same_certificate_again_is_the_same_client()
    {
        using var authority = new TestCertificates();
        using var own = authority.Issue("admin");
        using var other = authority.Issue("admin");
        plugin.Rewrite(Certificate(own));
        var credentials = Credentials();

        var first = await credentials.GetAsync(default);
        credentials.Rejected(first);
        var again = await credentials.GetAsync(default);
        plugin.Rewrite(Certificate(other));
        time.Advance(TimeSpan.FromMinutes(2));
        credentials.Rejected(again);
        var renewed = await credentials.GetAsync(default);

        Assert.Equal((null, "CN=admin"), (first.Token, first.Identity!.Certificate.Subject));
        Assert.Same(first.Identity, again.Identity);
        Assert.NotSame(first.Identity, renewed.Identity);
        Assert.Equal(own.NotAfter, first.Identity.Certificate.NotAfter);
    }

    [Fact]
    public async Task What_it_says_on_the_side_is_logged_in_one_line()
    {
        plugin.Rewrite("printf 'careful\\n\\033[31m%05000d' 1 >&2; " + ScriptedPlugin.Token("t0ken"));
        await Token(Credentials());

        var line = Assert.Single(log.Lines);
        Assert.StartsWith("credential plugin `./plugin` says: careful  [31m0000", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 2000, 2100);
    }

    [Theory]
    [InlineData("echo got t0ken >&2; ", true)]
    [InlineData("echo got t0ken >&2; exit 1; ", false)]
    [InlineData("echo eyJhbGciOiJub25lIn0.e30. >&2; exit 1; ", false)]
    public async Task What_it_says_is_left_out_where_it_holds_a_token(string before, bool isGood)
    {
        plugin.Rewrite(ScriptedPlugin.Token("t0ken"));
        var credentials = Credentials();
        var first = await credentials.GetAsync(default);
        plugin.Rewrite(before + ScriptedPlugin.Token("t0ken"));
        credentials.Rejected(first);

        await Token(credentials);

        Assert.Contains("credential plugin `./plugin` says: (left out, as it holds what looks like a credential)", log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("t0ken", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("eyJ", StringComparison.Ordinal));
        Assert.Equal(isGood ? 2 : 1, credentials.Tally.Renewed);
    }

    public void Dispose() => plugin.Dispose();

    private static string Certificate(System.Security.Cryptography.X509Certificates.X509Certificate2 own)
    {
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(own)!;
        return ScriptedPlugin.Reply(System.Text.Json.JsonSerializer.Serialize(
            new { clientCertificateData = own.ExportCertificatePem(), clientKeyData = key.ExportPkcs8PrivateKeyPem() }));
    }

    private static async Task<string> Refusal(ExecCredentials credentials) =>
        (await Assert.ThrowsAsync<CredentialException>(async () => await credentials.GetAsync(default))).Message;

    private static async Task<string?> Token(ExecCredentials credentials) => (await credentials.GetAsync(default)).Token;

    private ExecCredentials Credentials() => new(plugin.Settings, time, log);

    private async Task OpenGate()
    {
        var gate = Path.Combine(plugin.Folder, "gate");
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!File.Exists(gate))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await File.WriteAllTextAsync(gate, "go\n");
    }
}
