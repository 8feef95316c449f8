using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed class PolicyFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Scripts_libraries_and_settings_are_told_apart()
    {
        folder.Write("b.csx", "b");
        folder.Write("a.csx", "a");
        folder.Write("_names.csx", "lib");
        folder.Write(".a.csx.swp.csx", "an editor's");
        folder.Write("a.cases.yaml", "cases");
        folder.Write("deeper/c.csx", "not flat");
        folder.Write("policies.yaml", "mode: safe");

        var snapshot = Read();

        Assert.Equal(["a.csx", "b.csx"], snapshot.Scripts.Keys);
        Assert.Equal("a", snapshot.Scripts["a.csx"]);
        Assert.Equal(["_names.csx"], snapshot.Libraries.Keys);
        Assert.Equal("lib", snapshot.Libraries["_names.csx"].Text);
        Assert.Equal("cases", snapshot.Cases["a.cases.yaml"]);
        Assert.Equal([new SettingsFile("policies.yaml", folder.Path, "mode: safe")], snapshot.Settings);
        Assert.Equal(folder.Path, snapshot.Folder);
    }

    [Fact]
    public void Named_settings_take_the_place_of_the_folders_and_come_after_what_is_built_in()
    {
        folder.Write("policies.yaml", "mode: safe");
        var named = folder.Write("mine/mine.yaml", "mode: dry-run");
        var builtIn = new SettingsFile("built in", folder.Path, "cluster: demo");

        var settings = new PolicyFolder(folder.Path, [named], builtIn).Read().Settings;

        Assert.Equal([builtIn, new SettingsFile("mine.yaml", folder.At("mine"), "mode: dry-run")], settings);
    }

    [Fact]
    public void A_mounted_config_map_is_read_through_the_target_of_its_link()
    {
        MountConfigMap("one");
        Assert.Equal("one", Read().Scripts["a.csx"]);
        Assert.Equal(folder.At("..one"), Read().Folder);

        SwapConfigMap("two");

        Assert.Equal("two", Read().Scripts["a.csx"]);
        Assert.Equal("cluster: two", Assert.Single(Read().Settings).Text);
        Assert.Equal(folder.Path, Assert.Single(Read().Settings).Folder);
        Assert.Equal(folder.At("..two"), Read().Folder);
    }

    [Fact]
    public void What_can_not_be_read_is_an_error_and_never_an_empty_folder()
    {
        Assert.ThrowsAny<IOException>(() => new PolicyFolder(folder.At("none"), [], null).Read());
        Assert.ThrowsAny<IOException>(() => new PolicyFolder(folder.Path, [folder.At("none.yaml")], null).Read());

        // the moment in which a mount is torn down
        File.CreateSymbolicLink(folder.At("a.csx"), "..data/a.csx");
        Directory.CreateSymbolicLink(folder.At("..data"), "..gone");
        Assert.Equal(["a.csx"], Read().Unreadable.Keys);
    }

    /// <summary>Lays files out as the kubelet does: visible names link to <c>..data</c>, which links to a folder with a time stamp.</summary>
    private void MountConfigMap(string version)
    {
        WriteVersion(version);
        Directory.CreateSymbolicLink(folder.At("..data"), $"..{version}");
        File.CreateSymbolicLink(folder.At("a.csx"), "..data/a.csx");
        File.CreateSymbolicLink(folder.At("policies.yaml"), "..data/policies.yaml");
    }

    private void SwapConfigMap(string version)
    {
        WriteVersion(version);
        // the kubelet renames a new link over the old one, which .NET can't do for a link to a folder
        Directory.Delete(folder.At("..data"));
        Directory.CreateSymbolicLink(folder.At("..data"), $"..{version}");
    }

    private void WriteVersion(string version)
    {
        folder.Write($"..{version}/a.csx", version);
        folder.Write($"..{version}/policies.yaml", $"cluster: {version}");
    }

    private FolderSnapshot Read() => new PolicyFolder(folder.Path, [], null).Read();
}
