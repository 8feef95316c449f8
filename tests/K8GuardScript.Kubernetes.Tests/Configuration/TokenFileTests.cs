using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Configuration;

public sealed class TokenFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private readonly CapturingLogger log = new();

    [Fact]
    public async Task A_token_is_read_again_only_when_it_is_older_than_a_minute()
    {
        var tokens = new TokenFile(folder.Write("token", "  one\n"), time, NullLogger.Instance);
        Assert.Equal("one", (await tokens.GetAsync(default)).Token);

        folder.Write("token", "two");
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("one", (await tokens.GetAsync(default)).Token);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("two", (await tokens.GetAsync(default)).Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("one two")]
    [InlineData("one\r\nX-Remote-User: admin")]
    [InlineData(null)]
    public async Task While_the_file_is_of_no_use_the_last_good_token_stays(string? content)
    {
        var path = folder.Write("token", "one");
        var tokens = new TokenFile(path, time, log);
        await tokens.GetAsync(default);

        if (content is null) File.Delete(path);
        else folder.Write("token", content);
        time.Advance(TokenFile.MaxAge);
        Assert.Equal("one", (await tokens.GetAsync(default)).Token);
        Assert.StartsWith($"the last good token stays in use: token file `{path}` ", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("two", log.Lines[0], StringComparison.Ordinal);

        folder.Write("token", "three");
        Assert.Equal("three", (await tokens.GetAsync(default)).Token);
    }

    [Fact]
    public async Task Without_any_good_token_the_file_is_named()
    {
        var path = folder.Write("token", "");
        var tokens = new TokenFile(path, time, log);

        var thrown = await Assert.ThrowsAsync<CredentialException>(async () => await tokens.GetAsync(default));

        Assert.Equal($"token file `{path}` is empty", thrown.Message);
    }

    [Fact]
    public async Task A_late_word_about_an_old_token_does_not_touch_the_new_one()
    {
        var tokens = new TokenFile(folder.Write("token", "new"), time, log);
        await tokens.GetAsync(default);
        folder.Write("token", "newer");

        tokens.Rejected(new Credential("old"));

        Assert.Equal("new", (await tokens.GetAsync(default)).Token);
    }

    public void Dispose() => folder.Dispose();
}
