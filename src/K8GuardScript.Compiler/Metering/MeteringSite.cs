using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Metering;

/// <summary>One file of a script while it is rewritten: what its names mean, what is to be changed, and what can't be metered.</summary>
internal sealed class MeteringSite(SemanticModel model, List<ScriptProblem> problems)
{
    public const string Fuel = "global::K8GuardScript.Sdk.Metering.Fuel.";
    public const string Metered = "global::K8GuardScript.Sdk.Metering.Metered.";

    /// <summary>Ends the name of every member of the Sdk that stands in for one of the base library.</summary>
    public const string Suffix = "Metered";

    public SemanticModel Model => model;

    public TextEdits Edits { get; } = new();

    public void Problem(SyntaxNodeOrToken at, string message, string hint)
    {
        var place = at.GetLocation()!.GetLineSpan();
        problems.Add(new ScriptProblem(
            place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1, "K8G250", message, true, hint));
    }
}
