using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed class PlainFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Every file of the folder is read every second.</summary>
    [Fact]
    public void A_small_file_takes_little_memory_however_large_it_might_be()
    {
        var file = folder.Write("a.csx", new string('x', 1000));
        PlainFile.ReadText(file, 4 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        PlainFile.ReadText(file, 4 << 20);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 32 << 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void A_file_of_any_allowed_size_is_read_whole(int length) =>
        Assert.Equal(new string('x', length), PlainFile.ReadText(folder.Write("a.csx", new string('x', length)), 4096));

    [Fact]
    public void A_larger_one_is_refused() =>
        Assert.Contains(
            "4 KiB",
            Assert.Throws<IOException>(() => PlainFile.ReadText(folder.Write("a.csx", new string('x', 4097)), 4096)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_is_not_text_is_refused_and_not_quietly_changed()
    {
        var file = folder.Write("a.csx", "");
        File.WriteAllBytes(file, [0x63, 0x61, 0x66, 0xE9]);

        Assert.Contains("UTF-8", Assert.Throws<IOException>(() => PlainFile.ReadText(file, 4096)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_obeyed()
    {
        var file = folder.Write("a.csx", "");
        File.WriteAllText(file, "café", System.Text.Encoding.Unicode);

        Assert.Equal("café", PlainFile.ReadText(file, 4096));
    }

    [Fact]
    public void What_has_no_length_of_its_own_is_read_to_its_end()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.StartsWith("Name:", PlainFile.ReadText("/proc/self/status", 1 << 20), StringComparison.Ordinal);
    }
}
