namespace K8GuardScript.Simulator;

/// <summary>
/// The simulated cluster can't start: its port is taken or out of range, or its manifests are wrong.
/// The message is for the user and says what to do; it names every problem, one a line.
/// </summary>
public sealed class SimulatorStartException : Exception
{
    /// <param name="message">what is wrong and what to do</param>
    public SimulatorStartException(string message)
        : base(message)
    {
    }

    /// <param name="message">what is wrong and what to do</param>
    /// <param name="innerException">the cause</param>
    public SimulatorStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without a message of its own.</summary>
    public SimulatorStartException()
    {
    }

    /// <summary>The wrong manifests, as <c>FILE:LINE:COLUMN: what</c>; empty when the port is the problem.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
