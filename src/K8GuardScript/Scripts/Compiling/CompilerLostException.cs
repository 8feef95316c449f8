namespace K8GuardScript.Scripts.Compiling;

/// <summary>The compiler's process is gone, or was ended for what it took.</summary>
/// <param name="message">why, for people</param>
/// <param name="running">the positions of the jobs that it had begun to run</param>
internal sealed class CompilerLostException(string message, IReadOnlyList<int> running) : Exception(message)
{
    /// <summary>Jobs whose script was compiled and being run, or was done.</summary>
    public IReadOnlyList<int> Running { get; } = running;

    /// <summary>Nobody here ended it, so anything may have.</summary>
    public bool IsDeath { get; init; }
}
