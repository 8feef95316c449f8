namespace K8GuardScript.Sdk.Registration;

/// <summary>A compiled script that is no policy, or whose settings are wrong: all reasons at once.</summary>
/// <param name="problems">at least one</param>
internal sealed class PolicyLoadException(IReadOnlyList<LoadProblem> problems) : Exception(string.Join("; ", problems))
{
    public IReadOnlyList<LoadProblem> Problems { get; } = problems;

    public static PolicyLoadException Of(ScriptPlace? place, string message) => new([new LoadProblem(place?.ToString() ?? "", message)]);
}
