using K8GuardScript.Scripts.Cache;
using K8GuardScript.Sdk.Loading;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Scripts.Cache;

public sealed class ScriptCacheTests : IDisposable
{
    private const string Hash = "0123456789abcdef";
    private static readonly CacheEntry Entry = new(new CompiledScript("a.csx", [77, 90, 1, 2], "Script", "Main"), "a", 12.5, ["key"]);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_kept_is_found_again()
    {
        Cache().Keep(Hash, Entry);

        var found = Cache().Find(Hash)!;

        Assert.Equal(Entry.Script.Pe, found.Script.Pe);
        Assert.Equal((Entry.Policy, Entry.CompileTime, "key"), (found.Policy, found.CompileTime, Assert.Single(found.Passed)));
        Assert.Null(Cache().Find("another"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(32)]
    [InlineData(60)]
    public void What_was_cut_off_counts_as_missing_and_goes(int length)
    {
        Cache().Keep(Hash, Entry);
        File.WriteAllBytes(TheFile(), File.ReadAllBytes(TheFile())[..length]);

        Assert.Null(Cache().Find(Hash));
        Assert.Empty(Directory.GetFiles(folder.At("cache")));
    }

    [Fact]
    public void One_flipped_bit_is_noticed()
    {
        Cache().Keep(Hash, Entry);
        var bytes = File.ReadAllBytes(TheFile());
        bytes[^10] ^= 1;
        File.WriteAllBytes(TheFile(), bytes);

        Assert.Null(Cache().Find(Hash));
    }

    [Fact]
    public void Something_else_with_the_right_sum_is_none_of_ours()
    {
        Cache().Keep(Hash, Entry);
        var body = "{\"Script\":null}"u8.ToArray();
        File.WriteAllBytes(TheFile(), [.. System.Security.Cryptography.SHA256.HashData([.. "0123456789abcdef"u8, .. body]), .. body]);

        Assert.Null(Cache().Find(Hash));
        Assert.Empty(Directory.GetFiles(folder.At("cache")));
    }

    [Fact]
    public void One_script_in_the_place_of_another_is_noticed()
    {
        Cache().Keep(Hash, Entry);
        var first = TheFile();
        Cache().Keep("another", Entry);

        File.Move(first, folder.At("cache/another.policy"), overwrite: true);

        Assert.Null(Cache().Find("another"));
    }

    [Fact]
    public void What_is_no_file_keeps_nobody_waiting()
    {
        if (OperatingSystem.IsWindows()) return;
        Cache().Keep(Hash, Entry);
        var file = TheFile();
        File.Delete(file);
        File.CreateSymbolicLink(file, "/dev/zero");

        Assert.Null(Cache().Find(Hash));
    }

    [Fact]
    public void Nobody_else_can_look_into_it()
    {
        if (OperatingSystem.IsWindows()) return;

        Cache().Keep(Hash, Entry);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TheFile()));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder.At("cache")).UnixFileMode);
    }

    [Fact]
    public void A_cache_that_can_not_be_written_is_no_failure()
    {
        folder.Write("cache", "a file in its place");

        Cache().Keep(Hash, Entry);

        Assert.Null(Cache().Find(Hash));
    }

    [Fact]
    public void It_does_not_grow_without_end()
    {
        var cache = Cache();
        var large = Entry with { Script = Entry.Script with { Pe = new byte[2 << 20] } };

        for (var i = 0; i < 30; i++) cache.Keep($"{i:00}", large);

        Assert.InRange(new DirectoryInfo(folder.At("cache")).GetFiles().Sum(file => file.Length), 1, 64 << 20);
        Assert.NotNull(cache.Find("29"));
    }

    private string TheFile() => Assert.Single(Directory.GetFiles(folder.At("cache")));

    private ScriptCache Cache() => new(folder.At("cache"), NullLogger<ScriptCache>.Instance);
}
