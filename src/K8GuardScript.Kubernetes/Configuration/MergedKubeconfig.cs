namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Several kubeconfigs as one: for each name, and for current-context, the first file that has it wins.</summary>
internal sealed class MergedKubeconfig(IReadOnlyList<KubeconfigFile> files)
{
    /// <summary>Null when no file says one.</summary>
    public string? CurrentContext => files.Select(file => file.Root.Text("current-context")).FirstOrDefault(name => name is not null);

    /// <summary>For people.</summary>
    public string Files => string.Join(", ", files.Select(file => $"`{file.Path}`"));

    /// <exception cref="KubeconfigException">no such context</exception>
    public KubeconfigMap Context(string name) => Entry("contexts", "context", name)
        ?? throw new KubeconfigException($"context `{name}` is not in {Files}; name one of {Names("contexts")}");

    /// <exception cref="KubeconfigException">no such cluster</exception>
    public KubeconfigMap Cluster(string name, string context) => Entry("clusters", "cluster", name)
        ?? throw new KubeconfigException(
            $"context `{context}` names cluster `{name}`, which is not in {Files}; correct it to one of {Names("clusters")}");

    /// <exception cref="KubeconfigException">no such user</exception>
    public KubeconfigMap User(string name, string context) => Entry("users", "user", name)
        ?? throw new KubeconfigException(
            $"context `{context}` names user `{name}`, which is not in {Files}; correct it to one of {Names("users")}");

    /// <summary>The contexts' names, quoted, or a word that says that there are none.</summary>
    public string Names(string list)
    {
        var names = files.SelectMany(file => file.Root.List(list)).Select(entry => entry.Text("name"))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? "none" : string.Join(", ", names.Select(name => $"`{name}`"));
    }

    private KubeconfigMap? Entry(string list, string key, string name)
    {
        var found = files.SelectMany(file => file.Root.List(list)).FirstOrDefault(entry => entry.Text("name") == name);
        if (found is null) return null;
        return found.Map(key, $"{key} `{name}`") ?? throw found.Wrong(key, $"is missing in {key} `{name}`");
    }
}
