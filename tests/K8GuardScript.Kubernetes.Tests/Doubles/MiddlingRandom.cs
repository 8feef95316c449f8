namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Chance that always gives the middle, and the least of whole numbers.</summary>
internal sealed class MiddlingRandom : Random
{
    public override double NextDouble() => 0.5;

    public override int Next(int minValue, int maxValue) => minValue;
}
