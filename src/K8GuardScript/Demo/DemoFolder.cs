using K8GuardScript.Core.Settings;
using K8GuardScript.Verbs;
using K8GuardScript.Worker;

namespace K8GuardScript.Demo;

/// <summary>Where the demo keeps its ledger and files: a folder that goes with it, or one that the user named and that stays.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly bool isOurs;

    private DemoFolder(string path, bool isOurs)
    {
        Path = path;
        this.isOurs = isOurs;
    }

    /// <summary>Absolute; exists.</summary>
    public string Path { get; }

    /// <summary>The way to the simulated cluster.</summary>
    public string Kubeconfig => System.IO.Path.Combine(Path, "kubeconfig");

    /// <summary>The file with the URL of the demo's inbox.</summary>
    public string InboxUrl => System.IO.Path.Combine(Path, "inbox-url");

    /// <param name="named">the folder that the user named, or null for one of our own</param>
    /// <exception cref="StartException">the folder can't be made</exception>
    public static DemoFolder Of(string? named)
    {
        if (named is null) return new DemoFolder(MakeTemporary(), isOurs: true);
        var path = UserPath.Absolute(named, "--data");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the data folder `{path}` can't be made: {failure.Message}; name another one with `--data`");
        }

        return new DemoFolder(path, isOurs: false);
    }

    /// <summary>Writes one of the demo's files whole.</summary>
    /// <exception cref="StartException">it can't be written</exception>
    public static void Write(string file, string text)
    {
        try
        {
            // readers see the old file or the new one, never a part
            var fresh = $"{file}.{Environment.ProcessId}";
            File.WriteAllText(fresh, text);
            File.Move(fresh, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"`{file}` can't be written: {failure.Message}; name another folder with `--data`");
        }
    }

    /// <summary>The channel to the demo's inbox, which takes the place of Microsoft Teams; the settings name it <c>inbox</c>.</summary>
    public SettingsFile InboxSettings() => new("the demo's inbox", Path, "channels: { inbox: { type: teams, urlFile: inbox-url } }");

    private static string MakeTemporary()
    {
        try
        {
            return Directory.CreateTempSubdirectory("k8guard-demo-").FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"no temporary folder can be made: {failure.Message}; name a folder with `--data`");
        }
    }

    public void Dispose()
    {
        if (isOurs && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
