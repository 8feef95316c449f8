namespace K8GuardScript.Worker;

/// <summary>The program can't start, for a reason that its user can remove. Ends in exit code 2.</summary>
/// <param name="message">what is wrong, where, and what to do</param>
internal sealed class StartException(string message) : Exception(message);
