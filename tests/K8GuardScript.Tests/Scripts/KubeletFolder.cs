using System.ComponentModel;
using System.Runtime.InteropServices;

namespace K8GuardScript.Tests.Scripts;

/// <summary>
/// A mounted ConfigMap, changed as the kubelet does it (k8s.io/kubernetes, pkg/volume/util/atomic_writer.go): a new folder with a time
/// stamp, `..data_tmp` that links to it, renamed to `..data`; a link for each new file; links of removed files dropped; the old folder
/// removed.
/// </summary>
internal sealed class KubeletFolder(string mount)
{
    private const string Data = "..data";
    private int writes;

    public string Mount => mount;

    /// <summary>What happens between two steps of a write, for tests that look then; the step's name is told.</summary>
    public Action<string> Between { get; set; } = _ => { };

    /// <summary>Puts these files, and no others, into the mount.</summary>
    public void Write(params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(mount);
        var old = new DirectoryInfo(Path.Combine(mount, Data)).LinkTarget;
        var stale = Directory.EnumerateFileSystemEntries(mount).Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith("..", StringComparison.Ordinal) && files.All(file => file.Name != name)).ToList();

        var stamped = $"..2026_11_24_12_00_00.{++writes:000000000}";
        Directory.CreateDirectory(Path.Combine(mount, stamped));
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(mount, stamped, name), text);
            Between("file written");
        }

        Directory.CreateSymbolicLink(Path.Combine(mount, Data + "_tmp"), stamped);
        Between("new link made");
        Rename(Path.Combine(mount, Data + "_tmp"), Path.Combine(mount, Data));
        Between("link renamed");

        foreach (var (name, _) in files.Where(file => !Path.Exists(Path.Combine(mount, file.Name))))
        {
            File.CreateSymbolicLink(Path.Combine(mount, name), Path.Combine(Data, name));
            Between("name linked");
        }

        foreach (var name in stale)
        {
            File.Delete(Path.Combine(mount, name));
            Between("name dropped");
        }

        if (old is null) return;
        foreach (var file in Directory.GetFiles(Path.Combine(mount, old)))
        {
            File.Delete(file);
            Between("old file removed");
        }

        Directory.Delete(Path.Combine(mount, old));
    }

    // .NET has no rename over a link to a folder
    private static void Rename(string from, string to)
    {
        if (RenameFile(from, to) != 0) throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    private static extern int RenameFile([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
