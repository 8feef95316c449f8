namespace K8GuardScript.Sdk.Tests;

/// <summary>What a real API server said, where that lies beside the repository.</summary>
internal static class SharedFolder
{
    /// <summary>The lists of a small cluster; skips the test where there are none.</summary>
    public static IReadOnlyList<string> SeedFiles()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "kubernetes", "seed"))) folder = folder.Parent;
        Assert.SkipWhen(folder is null, "there is no shared/kubernetes beside the repository");
        return [.. Directory.EnumerateFiles(Path.Combine(folder!.FullName, "shared", "kubernetes", "seed"), "*.json").Order(StringComparer.Ordinal)];
    }
}
