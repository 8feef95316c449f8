using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary>A setting that nobody reads: whoever sets it in the settings file changes nothing.</summary>
internal static class UnusedSetting
{
    private const string Code = "K8G302";

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var (call, _) in target.EntryCalls("Setting"))
        {
            var name = call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax literal }, ..] ? literal.Token.ValueText : "";
            var variable = call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } ? declarator : null;
            var isDropped = call.Parent is ExpressionStatementSyntax;
            if (!isDropped && (variable is null || IsRead(variable, target))) continue;
            yield return target.Warn(
                call,
                Code,
                $"the setting `{name}` is never read",
                isDropped
                    ? $"keep it: `var {Identifier(name)} = Setting(...)`, and use it in a rule"
                    : $"use `{variable!.Identifier.Text}` in a rule, or remove it");
        }
    }

    private static bool IsRead(VariableDeclaratorSyntax declarator, LintTarget target)
    {
        var variable = target.Model(declarator).GetDeclaredSymbol(declarator);
        return target.Nodes.OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == declarator.Identifier.ValueText)
            .Any(name => SymbolEqualityComparer.Default.Equals(target.Symbol(name), variable));
    }

    private static string Identifier(string name) =>
        name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && !char.IsAsciiDigit(name[0]) ? name : "value";
}
