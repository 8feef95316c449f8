using K8GuardScript.Verbs;
using K8GuardScript.Worker;

namespace K8GuardScript.Tests.Verbs;

public sealed class UserPathTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_made_absolute()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.Path);

        Assert.Equal(folder.Path, UserPath.Folder(relative, "policies", "--policies"));
    }

    [Fact]
    public void A_file_is_made_absolute()
    {
        var file = folder.Write("settings.yaml", "");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file);

        Assert.Equal(file, UserPath.ExistingFile(relative, "settings file", "--config"));
    }

    [Fact]
    public void What_is_missing_is_named_in_full_with_its_option()
    {
        var missing = Assert.Throws<StartException>(() => UserPath.ExistingFile(folder.At("none"), "settings file", "--config"));

        Assert.Equal($"the settings file `{folder.At("none")}` does not exist: name another one with `--config`", missing.Message);
    }

    [Fact]
    public void A_file_is_no_folder_and_a_folder_is_no_file()
    {
        var file = folder.Write("file", "");

        var asFolder = Assert.Throws<StartException>(() => UserPath.Folder(file, "policies", "--policies"));
        Assert.Contains("is a file", asFolder.Message, StringComparison.Ordinal);
        Assert.Throws<StartException>(() => UserPath.ExistingFile(folder.Path, "settings file", "--config"));
    }
}
