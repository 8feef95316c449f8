namespace K8GuardScript.Demo;

/// <summary>What a person in front of the demo needs to know.</summary>
/// <param name="Address">the worker's web address</param>
/// <param name="Policies">the folder whose scripts are in force</param>
/// <param name="Kubeconfig">the way to the simulated cluster</param>
internal sealed record DemoIntroduction(Uri Address, string Policies, string Kubeconfig)
{
    /// <summary>What it is, and what to try next, line by line.</summary>
    public IReadOnlyList<string> Lines =>
    [
        $"K8GuardScript watches a simulated cluster and shows it at {Address}",
        $"try:  add \"docker.io/\" to the registries in {Path.Combine(Shown(Policies), "image-repo.csx")} and save",
        $"      curl -s {Address}api/v1/actions",
        $"      kubectl --kubeconfig {Kubeconfig} get deployments -A",
        "stop: Ctrl-C",
    ];

    // relative where that is shorter to type
    private static string Shown(string folder)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder);
        return relative.Length < folder.Length ? relative : folder;
    }
}
