using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Gates.Syntax;

/// <summary>
/// Bounds constants: the compiler computes them, so forty lines of <c>const string b = a + a</c> are a text of gigabytes. Works on
/// names alone, before anything is computed.
/// </summary>
internal static class ConstantTexts
{
    private const long MostCharacters = 128 * 1024;

    public static void Check(SyntaxNode root, GateReport report)
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        var constants = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(IsConstant).ToList();

        // one more round for each constant that is used before it is declared; what still grows then is refused
        for (var round = 0; round < 2; round++)
        {
            foreach (var constant in constants) lengths[constant.Identifier.ValueText] = LengthOf(constant, lengths);
        }

        foreach (var constant in constants)
        {
            if (LengthOf(constant, lengths) > MostCharacters)
            {
                report.Refuse(
                    constant.GetLocation(), "K8G106", $"the constant `{constant.Identifier.ValueText}` may be a very long text", "make it shorter");
                return;
            }
        }
    }

    private static bool IsConstant(VariableDeclaratorSyntax variable) => variable.Parent?.Parent switch
    {
        LocalDeclarationStatementSyntax local => local.IsConst,
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private static long LengthOf(VariableDeclaratorSyntax constant, Dictionary<string, long> lengths)
    {
        var length = 0L;
        foreach (var token in constant.Initializer?.DescendantTokens() ?? [])
        {
            length += token.IsKind(SyntaxKind.IdentifierToken) ? lengths.GetValueOrDefault(token.ValueText) : token.Text.Length;
            if (length > MostCharacters) return MostCharacters + 1;
        }

        return length;
    }
}
