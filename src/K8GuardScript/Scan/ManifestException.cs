namespace K8GuardScript.Scan;

/// <summary>A document that can't be read.</summary>
/// <param name="line">from 1</param>
/// <param name="column">from 1</param>
/// <param name="message">for people</param>
internal sealed class ManifestException(long line, long column, string message) : Exception(message)
{
    public int Line { get; } = (int)line;

    public int Column { get; } = (int)column;
}
