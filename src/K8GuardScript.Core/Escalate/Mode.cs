namespace K8GuardScript.Core.Escalate;

/// <summary>How far the guard may go, in rising order: comparing two modes compares their power.</summary>
internal enum Mode
{
    /// <summary>Decide and show; tell nobody, change nothing.</summary>
    DryRun,

    /// <summary>Warn, never act: K8Guard's safe mode.</summary>
    Safe,

    /// <summary>Warn, and act after the last warning.</summary>
    Act,
}
