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
    public void What_cannot_be_read_pauses()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "pause"));

        Assert.StartsWith("file `pause` lies in the data folder, and can't be read: ", file.Because, StringComparison.Ordinal);
    }
}
