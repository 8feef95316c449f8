using System.Diagnostics;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Configuration;

public sealed class SmallFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private readonly CapturingLogger log = new();

    [Fact]
    public void What_is_as_large_as_it_may_be_is_read_and_one_byte_more_is_not()
    {
        var file = folder.Write("file", "0123456789");

        Assert.Equal("0123456789", SmallFile.Read(file, 10));
        Assert.Equal("it is larger than 9 bytes", Assert.Throws<IOException>(() => SmallFile.Read(file, 9)).Message);
    }

    [Fact]
    public void A_device_without_an_end_is_no_kubeconfig()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no such device here");

        var thrown = Assert.Throws<KubeconfigException>(() => KubeconfigFile.Read("/dev/zero"));

        Assert.StartsWith("`/dev/zero` can't be read: it is larger than ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_token_holds_up_one_call_for_a_while_and_the_next_ones_not_at_all()
    {
        var path = folder.Write("token", "one");
        var tokens = new TokenFile(path, time, log);
        await tokens.GetAsync(default);
        await MakePipe(path);
        time.Advance(TokenFile.MaxAge);

        var first = tokens.GetAsync(default).AsTask();
        await time.PassNextAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("one", (await first.WaitAsync(Patience.Long)).Token);
        Assert.Equal("one", (await tokens.GetAsync(default).AsTask().WaitAsync(Patience.Long)).Token);
        await File.WriteAllTextAsync(path, "two");
    }

    public void Dispose() => folder.Dispose();

    private static async Task MakePipe(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes have no paths there");
        File.Delete(path);
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();
    }
}
