using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>if (c.Image = "nginx")</c>: one <c>=</c> sets, two compare; and no object can be changed.</summary>
internal static class Assignment
{
    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<AssignmentExpressionSyntax>() is not { } assignment) return null;
        return IsCondition(assignment)
            ? new Explanation($"write `{assignment.Left} == {assignment.Right}`", "`=` sets a value and does not compare")
            : new Explanation(
                "a policy only reads: report what is wrong with `found.Violation(place, \"message\")`", $"`{assignment.Left}` can't be changed");
    }

    public static bool IsCondition(AssignmentExpressionSyntax assignment) => assignment.Parent is not ExpressionStatementSyntax;
}
