using System.Globalization;

namespace K8GuardScript.Bench.Scripts;

/// <summary>A place with as many policies as wanted, all different: the shipped ones under new ids, with their cases.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private const string Edited = "image-repo-0";
    private int edits;

    private PolicyFolder(string root) => Root = root;

    /// <summary>Absolute; has the folders <c>policies</c> and <c>data</c>.</summary>
    public string Root { get; }

    public static PolicyFolder Create(int count)
    {
        var root = Directory.CreateTempSubdirectory("k8guard-bench-").FullName;
        var folder = Directory.CreateDirectory(Path.Combine(root, "policies")).FullName;
        var shipped = Directory.EnumerateFiles(Shipped.Folder, "*.csx").Order(StringComparer.Ordinal).ToList();
        for (var made = 0; made < count; made++)
        {
            var name = Path.GetFileNameWithoutExtension(shipped[made % shipped.Count]);
            var copy = $"{name}-{(made / shipped.Count).ToString(CultureInfo.InvariantCulture)}";
            var text = File.ReadAllText(shipped[made % shipped.Count]);
            File.WriteAllText(Path.Combine(folder, $"{copy}.csx"), text.Replace($"Policy(\"{name}\"", $"Policy(\"{copy}\"", StringComparison.Ordinal));
            File.Copy(Path.Combine(Shipped.Folder, $"{name}.cases.yaml"), Path.Combine(folder, $"{copy}.cases.yaml"));
        }

        File.WriteAllText(Path.Combine(folder, "policies.yaml"), "mode: safe\n");
        return new PolicyFolder(root);
    }

    /// <summary>Removes what the program has stored.</summary>
    public void ForgetAll()
    {
        var data = Path.Combine(Root, "data");
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    /// <summary>Saves one policy with another reason, in the way of an editor: beside it, then renamed over it.</summary>
    /// <returns>its id</returns>
    public string Edit()
    {
        var file = Path.Combine(Root, "policies", $"{Edited}.csx");
        var lines = File.ReadAllLines(file);
        var reason = Array.FindIndex(lines, line => line.Contains(".Why(", StringComparison.Ordinal));
        lines[reason] = $"    .Why(\"reason {(++edits).ToString(CultureInfo.InvariantCulture)}\")";
        File.WriteAllLines(file + ".new", lines);
        File.Move(file + ".new", file, overwrite: true);
        return Edited;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
