using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>Who explains which of the compiler's complaints: the first that knows what was meant.</summary>
internal static class Explainers
{
    private static readonly Dictionary<string, Func<Mistake, Explanation?>[]> ById = new(StringComparer.Ordinal)
    {
        ["CS0019"] = [UnfitOperator.Explain],
        ["CS0023"] = [NullOfView.ExplainConditional, NullableValue.Explain],
        ["CS0029"] = [PatternOfText.Explain, SwitchOfText.Explain, QuantityValue.Explain, NoCondition.Explain],
        ["CS0037"] = [NullOfView.ExplainPattern],
        ["CS0103"] = [UnknownName.Explain],
        ["CS0117"] = [MissingMember.Explain],
        ["CS0131"] = [Assignment.Explain],
        ["CS0200"] = [Assignment.Explain],
        ["CS0234"] = [UnknownNamespace.Explain],
        ["CS0246"] = [UnknownType.Explain],
        ["CS0266"] = [NullableValue.Explain],
        ["CS0315"] = [WrongCall.Explain],
        ["CS0411"] = [WrongCall.Explain],
        ["CS0428"] = [Parentheses.TooFew],
        ["CS0453"] = [WrongCall.Explain],
        ["CS1002"] = [BrokenText.Semicolon],
        ["CS1003"] = [BrokenText.Comma],
        ["CS1010"] = [_ => BrokenText.Quote()],
        ["CS1012"] = [_ => BrokenText.SingleQuotes()],
        ["CS1026"] = [BrokenText.ClosingParenthesis],
        ["CS1056"] = [BrokenText.Character],
        ["CS1061"] = [MissingMember.Explain],
        ["CS1501"] = [WrongCall.Explain],
        ["CS1503"] = [NullableValue.Explain, QuantityValue.Explain, WrongCall.Explain],
        ["CS1513"] = [BrokenText.ClosingBrace],
        ["CS1579"] = [NoList.Explain],
        ["CS1593"] = [WrongLambda.ExplainParameters],
        ["CS1929"] = [MissingMember.Explain],
        ["CS1955"] = [Parentheses.TooMany],
        ["CS7036"] = [WrongCall.Explain],
        ["CS8030"] = [WrongLambda.ExplainReturn],
        ["CS8518"] = [NullOfView.ExplainPattern],
        ["CS8917"] = [Parentheses.TooFew],
    };

    /// <returns>null where the compiler's words must do</returns>
    public static Explanation? Explain(Diagnostic diagnostic, CSharpCompilation compilation)
    {
        if (diagnostic.Location.SourceTree is not { } tree || !ById.TryGetValue(diagnostic.Id, out var explainers)) return null;
        var mistake = new Mistake(diagnostic, tree, compilation);
        return explainers.Select(explain => explain(mistake)).FirstOrDefault(explanation => explanation is not null);
    }
}
