namespace K8GuardScript.Core.Cases;

/// <summary>A cases file that can't be understood.</summary>
/// <param name="message">for people: <c>image-repo.cases.yaml(3,5): ...</c>, one line for each problem</param>
internal sealed class CasesFormatException(string message) : Exception(message);
