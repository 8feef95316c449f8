using System.Diagnostics;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests.Storage;

public sealed class PauseFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly PauseFile file;

    public PauseFileTests() => file = new PauseFile(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_the_file_nothing_pauses() => Assert.Null(file.Because);

    [Theory]
    [InlineData("", "file `pause` lies in the data folder")]
    [InlineData(" audit\n", "file `pause` in the data folder says: audit")]
    public void Its_content_is_the_reason(string content, string why)
    {
        File.WriteAllText(Path.Combine(folder.Path, "pause"), content);
        Assert.Equal(why, file.Because);

        File.Delete(Path.Combine(folder.Path, "pause"));
        Assert.Null(file.Because);
    }

    [Fact]
    public void A_long_reason_is_cut()
    {
        File.WriteAllText(Path.Combine(folder.Path, "pause"), new string('x', 100_000));

        Assert.InRange(file.Because!.Length, 300, 400);
    }

    [Fact]
    public void A_reason_that_is_cut_within_a_letter_or_is_no_text_pauses_all_the_same()
    {
        File.WriteAllText(folder.At("pause"), new string('ä', 100_000));
        Assert.StartsWith("file `pause` in the data folder says: ää", file.Because, StringComparison.Ordinal);

        File.WriteAllBytes(folder.At("pause"), [0xff, 0xfe, 0x00, 0x80]);
        Assert.StartsWith("file `pause`", file.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_that_name_pauses_and_is_called_one()
    {
        Directory.CreateDirectory(folder.At("pause"));

        Assert.Equal("a folder `pause` lies in the data folder", file.Because);
    }

    [Fact]
    public void A_link_that_leads_nowhere_pauses()
    {
        File.CreateSymbolicLink(folder.At("pause"), folder.At("nowhere"));

        Assert.StartsWith("file `pause` lies in the data folder, and can't be read: ", file.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_waits_for_what_a_pipe_has_to_say(bool isLinked)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "there are no pipes in folders here");
        var pipe = folder.At(isLinked ? "pipe" : "pause");
        using (var mkfifo = Process.Start("mkfifo", [pipe])) await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (isLinked) File.CreateSymbolicLink(folder.At("pause"), pipe);

        var because = await Task.Run(() => file.Because, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal("file `pause` lies in the data folder, and can't be read: it is no regular file", because);
    }
}
