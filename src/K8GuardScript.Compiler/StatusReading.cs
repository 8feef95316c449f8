using K8GuardScript.Compiler.Lint;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler;

/// <summary>
/// Tells whether a script may read the <c>status</c> of an object, so that what only changes there need not be judged by those that
/// do not. In doubt it does: a wrong yes costs time, a wrong no a violation.
/// </summary>
/// <remarks>
/// There are two ways to it: a typed view's member <c>Status</c>, and an untyped step from the top of an object. A view shows its
/// place and never its content as a text, so nothing else leads there.
/// </remarks>
internal static class StatusReading
{
    private const string Member = "Status";
    private const string Key = "status";

    /// <param name="target">the script without errors, as its author wrote it, with what it loads</param>
    public static bool IsIn(LintTarget target) => target.Nodes.Any(node => node switch
    {
        SimpleNameSyntax { Identifier.ValueText: Member } => true,
        ElementAccessExpressionSyntax step => IsStepToStatus(step, target),
        MemberAccessExpressionSyntax access => IsLookAround(access, target),
        SubpatternSyntax { ExpressionColon.Expression: { } member } => LooksAround(member),
        _ => false,
    });

    private static bool IsStepToStatus(ElementAccessExpressionSyntax step, LintTarget target)
    {
        var type = target.Type(step.Expression);
        if (!SdkTypes.IsField(type) && !SdkTypes.IsView(type)) return false;
        return KeyOf(step, target) is { } key ? key == Key : SdkTypes.MayBeObject(type) && MayBeTop(step.Expression, target);
    }

    // `Items`, `Fields`, `Keys`, a method that takes a key: all members at once, or one that nobody can tell
    private static bool IsLookAround(MemberAccessExpressionSyntax access, LintTarget target) =>
        SdkTypes.IsField(target.Type(access.Expression))
        && access.Name.Identifier.ValueText is not ("Exists" or "IsNull" or "Path" or "Name" or "Text" or "Integer" or "Number" or "Bool")
        && MayBeTop(access.Expression, target);

    // in a pattern, whatever it is asked of: `is { Keys.Count: > 3 }`
    private static bool LooksAround(ExpressionSyntax member) => member.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Any(name => name.Identifier.ValueText is "Fields" or "Keys" or "Items");

    // the top of an object comes as a parameter, from a look-up or out of a variable, and never from a step into something
    private static bool MayBeTop(ExpressionSyntax expression, LintTarget target) => expression switch
    {
        ParenthesizedExpressionSyntax inner => MayBeTop(inner.Expression, target),
        ElementAccessExpressionSyntax step => KeyOf(step, target) is null && MayBeTop(step.Expression, target),
        _ => true,
    };

    private static string? KeyOf(ElementAccessExpressionSyntax step, LintTarget target) =>
        step.ArgumentList.Arguments is [var argument] ? target.Model(step).GetConstantValue(argument.Expression).Value as string : null;
}
