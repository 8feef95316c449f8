Policy("host-volumes", Severity.High, "Pods mount no folders of their node")
    .Code("HOST_VOLUMES")
    .Why("what a node keeps on its disk belongs to all its pods: logs, credentials, the container runtime's socket")
    .Fix("use a PersistentVolumeClaim, an emptyDir, a ConfigMap or a Secret in the place of `hostPath`")
    .Controls("CIS 5.2.12")
    .Escalate(action: Act.Stop);

var allowed = Setting("allowed", new string[0], "folders of the node that may be mounted, with all below them: /var/log/app, ...");

EachWorkload((w, found) =>
{
    foreach (var volume in w.PodSpec.Volumes)
    {
        var host = volume.HostPath;
        if (host == null || IsAllowed(host.Path)) continue;

        found.Violation(host["path"], $"volume `{volume.Name}` is the node's `{host.Path}`");
    }
});

// `..` could lead out of an allowed folder again
bool IsAllowed(Text path) =>
    !path.Contains("..") && allowed.Any(folder => path == folder || path.StartsWith(folder.TrimEnd('/') + "/"));
