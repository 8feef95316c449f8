using K8GuardScript.Worker;

namespace K8GuardScript.Bench;

/// <summary>A folder for one run, with policies, data and the way to the cluster; it goes with it.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly string root;
    private int edits;

    private BenchFolder(string root) => this.root = root;

    public string Policies => Path.Combine(root, "policies");

    public string Data => Path.Combine(root, "data");

    public string Kubeconfig => Path.Combine(root, "kubeconfig");

    /// <summary>What the ledger takes on the disk.</summary>
    public long LedgerBytes => Directory.EnumerateFiles(Data, "*.db*").Sum(file => new FileInfo(file).Length);

    /// <exception cref="StartException">no temporary folder can be made</exception>
    public static BenchFolder Create(int policies, bool isCrowded)
    {
        try
        {
            var folder = new BenchFolder(Directory.CreateTempSubdirectory("k8guard-bench-").FullName);
            Directory.CreateDirectory(folder.Policies);
            foreach (var (file, text) in BenchPolicies.Make(policies, isCrowded)) File.WriteAllText(Path.Combine(folder.Policies, file), text);
            File.WriteAllText(Path.Combine(folder.Policies, "policies.yaml"), "mode: safe\n");
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"no temporary folder can be made: {failure.Message}; set TMPDIR to one that can be written");
        }
    }

    /// <summary>Saves one policy anew, as an editor does: beside it, then renamed over it.</summary>
    /// <returns>its id</returns>
    public string Edit()
    {
        var (id, file, text) = BenchPolicies.Edited(++edits);
        var path = Path.Combine(Policies, file);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
        return id;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
