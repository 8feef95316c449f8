namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>What a run of a plugin left. No record, so that no text of it can hold the reply.</summary>
internal sealed class PluginRun(int exitCode, byte[] reply, byte[] complaint)
{
    /// <summary>Of the process; above 128 when a signal ended it.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Its standard output: a secret.</summary>
    public byte[] Reply { get; } = reply;

    /// <summary>The start of its standard error.</summary>
    public byte[] Complaint { get; } = complaint;
}
