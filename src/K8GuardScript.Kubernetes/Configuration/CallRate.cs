namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>How fast calls with an end may follow each other; watches are never held back.</summary>
/// <param name="PerSecond">in the long run; above 0</param>
/// <param name="Burst">how many may go at once after a rest; at least 1</param>
internal sealed record CallRate(double PerSecond, int Burst)
{
    /// <summary>
    /// As the kubelet has it. client-go's 5 and 10 are from before servers shared out their time themselves (priority and
    /// fairness); a list of 50,000 pods is 100 pages, which they would draw out to 20 seconds.
    /// </summary>
    public static CallRate Default { get; } = new(50, 100);
}
