using System.Collections.Frozen;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Gates.Syntax;

/// <summary>
/// The C# of policies: an allow-list, so that what a later version of the language brings is refused until somebody has looked at
/// it. For what people may well try there are words of its own.
/// </summary>
internal static class SyntaxRules
{
    public static readonly FrozenSet<SyntaxKind> Allowed = FrozenSet.ToFrozenSet(
    [
        // declarations
        SyntaxKind.CompilationUnit, SyntaxKind.UsingDirective, SyntaxKind.NameEquals, SyntaxKind.GlobalStatement,
        SyntaxKind.FieldDeclaration, SyntaxKind.VariableDeclaration, SyntaxKind.VariableDeclarator, SyntaxKind.EqualsValueClause,
        SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParameterList, SyntaxKind.Parameter,
        SyntaxKind.ArrowExpressionClause, SyntaxKind.RecordDeclaration, SyntaxKind.PropertyDeclaration, SyntaxKind.AccessorList,
        SyntaxKind.GetAccessorDeclaration, SyntaxKind.InitAccessorDeclaration, SyntaxKind.EnumDeclaration, SyntaxKind.EnumMemberDeclaration,
        SyntaxKind.BaseList, SyntaxKind.SimpleBaseType,

        // statements
        SyntaxKind.Block, SyntaxKind.LocalDeclarationStatement, SyntaxKind.ExpressionStatement, SyntaxKind.EmptyStatement,
        SyntaxKind.IfStatement, SyntaxKind.ElseClause, SyntaxKind.WhileStatement, SyntaxKind.DoStatement, SyntaxKind.ForStatement,
        SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.ReturnStatement, SyntaxKind.BreakStatement,
        SyntaxKind.ContinueStatement, SyntaxKind.ThrowStatement, SyntaxKind.SwitchStatement, SyntaxKind.SwitchSection,
        SyntaxKind.CaseSwitchLabel, SyntaxKind.CasePatternSwitchLabel, SyntaxKind.DefaultSwitchLabel, SyntaxKind.WhenClause,
        SyntaxKind.CheckedStatement, SyntaxKind.UncheckedStatement,

        // names and types
        SyntaxKind.IdentifierName, SyntaxKind.GenericName, SyntaxKind.QualifiedName, SyntaxKind.AliasQualifiedName,
        SyntaxKind.TypeArgumentList, SyntaxKind.PredefinedType, SyntaxKind.NullableType, SyntaxKind.ArrayType,
        SyntaxKind.ArrayRankSpecifier, SyntaxKind.OmittedArraySizeExpression, SyntaxKind.TupleType, SyntaxKind.TupleElement,

        // values
        SyntaxKind.NumericLiteralExpression, SyntaxKind.StringLiteralExpression, SyntaxKind.CharacterLiteralExpression,
        SyntaxKind.TrueLiteralExpression, SyntaxKind.FalseLiteralExpression, SyntaxKind.NullLiteralExpression,
        SyntaxKind.DefaultLiteralExpression, SyntaxKind.DefaultExpression, SyntaxKind.InterpolatedStringExpression,
        SyntaxKind.InterpolatedStringText, SyntaxKind.Interpolation, SyntaxKind.InterpolationAlignmentClause,
        SyntaxKind.InterpolationFormatClause, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression,
        SyntaxKind.ObjectInitializerExpression, SyntaxKind.CollectionInitializerExpression, SyntaxKind.ComplexElementInitializerExpression,
        SyntaxKind.ArrayCreationExpression, SyntaxKind.ImplicitArrayCreationExpression, SyntaxKind.ArrayInitializerExpression,
        SyntaxKind.CollectionExpression, SyntaxKind.ExpressionElement, SyntaxKind.SpreadElement, SyntaxKind.TupleExpression,
        SyntaxKind.WithExpression, SyntaxKind.WithInitializerExpression, SyntaxKind.SimpleLambdaExpression,
        SyntaxKind.ParenthesizedLambdaExpression,

        // expressions
        SyntaxKind.ParenthesizedExpression, SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.ElementAccessExpression,
        SyntaxKind.ConditionalAccessExpression, SyntaxKind.MemberBindingExpression, SyntaxKind.ElementBindingExpression,
        SyntaxKind.ImplicitElementAccess, SyntaxKind.InvocationExpression, SyntaxKind.ArgumentList, SyntaxKind.BracketedArgumentList,
        SyntaxKind.Argument, SyntaxKind.NameColon, SyntaxKind.ExpressionColon, SyntaxKind.ConditionalExpression, SyntaxKind.CastExpression,
        SyntaxKind.AsExpression, SyntaxKind.IsExpression, SyntaxKind.CoalesceExpression, SyntaxKind.ThrowExpression,
        SyntaxKind.SwitchExpression, SyntaxKind.SwitchExpressionArm, SyntaxKind.RangeExpression, SyntaxKind.IndexExpression,
        SyntaxKind.SuppressNullableWarningExpression, SyntaxKind.CheckedExpression, SyntaxKind.UncheckedExpression,
        SyntaxKind.DeclarationExpression, SyntaxKind.SingleVariableDesignation, SyntaxKind.ParenthesizedVariableDesignation,
        SyntaxKind.DiscardDesignation, SyntaxKind.UnaryPlusExpression, SyntaxKind.UnaryMinusExpression, SyntaxKind.BitwiseNotExpression,
        SyntaxKind.LogicalNotExpression, SyntaxKind.PreIncrementExpression, SyntaxKind.PreDecrementExpression,
        SyntaxKind.PostIncrementExpression, SyntaxKind.PostDecrementExpression, SyntaxKind.AddExpression, SyntaxKind.SubtractExpression,
        SyntaxKind.MultiplyExpression, SyntaxKind.DivideExpression, SyntaxKind.ModuloExpression, SyntaxKind.LeftShiftExpression,
        SyntaxKind.RightShiftExpression, SyntaxKind.UnsignedRightShiftExpression, SyntaxKind.LogicalOrExpression,
        SyntaxKind.LogicalAndExpression, SyntaxKind.BitwiseOrExpression, SyntaxKind.BitwiseAndExpression, SyntaxKind.ExclusiveOrExpression,
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.SimpleAssignmentExpression,
        SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression, SyntaxKind.MultiplyAssignmentExpression,
        SyntaxKind.DivideAssignmentExpression, SyntaxKind.ModuloAssignmentExpression, SyntaxKind.AndAssignmentExpression,
        SyntaxKind.ExclusiveOrAssignmentExpression, SyntaxKind.OrAssignmentExpression, SyntaxKind.LeftShiftAssignmentExpression,
        SyntaxKind.RightShiftAssignmentExpression, SyntaxKind.UnsignedRightShiftAssignmentExpression,
        SyntaxKind.CoalesceAssignmentExpression,

        // patterns
        SyntaxKind.IsPatternExpression, SyntaxKind.ConstantPattern, SyntaxKind.DeclarationPattern, SyntaxKind.DiscardPattern,
        SyntaxKind.VarPattern, SyntaxKind.TypePattern, SyntaxKind.RelationalPattern, SyntaxKind.ParenthesizedPattern, SyntaxKind.NotPattern,
        SyntaxKind.AndPattern, SyntaxKind.OrPattern, SyntaxKind.RecursivePattern, SyntaxKind.PositionalPatternClause,
        SyntaxKind.PropertyPatternClause, SyntaxKind.Subpattern, SyntaxKind.ListPattern, SyntaxKind.SlicePattern,
    ]);

    public static readonly FrozenDictionary<SyntaxKind, SyntaxRefusal> Refused = RefusedKinds.All.ToFrozenDictionary();

    public static readonly FrozenDictionary<SyntaxKind, SyntaxRefusal> RefusedModifiers = new Dictionary<SyntaxKind, SyntaxRefusal>
    {
        [SyntaxKind.AsyncKeyword] = Modifier("async", "a policy never waits: leave `async` out"),
        [SyntaxKind.UnsafeKeyword] = Modifier("unsafe", "leave it out"),
        [SyntaxKind.ExternKeyword] = Modifier("extern", "a policy reaches no native code"),
        [SyntaxKind.RefKeyword] = Modifier("ref", "return the value, or use `out`"),
        [SyntaxKind.ScopedKeyword] = Modifier("scoped", "leave it out"),
        [SyntaxKind.ThisKeyword] = Modifier("this", "call the function by its name"),
        [SyntaxKind.VolatileKeyword] = Modifier("volatile", "a policy runs on one thread: leave it out"),
        [SyntaxKind.PartialKeyword] = Modifier("partial", "write it in one piece"),
        [SyntaxKind.VirtualKeyword] = Modifier("virtual", "leave it out"),
        [SyntaxKind.OverrideKeyword] = Modifier("override", "leave the member out"),
        [SyntaxKind.AbstractKeyword] = Modifier("abstract", "leave it out"),
        [SyntaxKind.NewKeyword] = Modifier("new", "give it another name"),
        [SyntaxKind.FileKeyword] = Modifier("file", "leave it out"),
        [SyntaxKind.RequiredKeyword] = Modifier("required", "write `record Name(…)`"),
        [SyntaxKind.UsingKeyword] = Modifier("using", "nothing in a policy needs to be disposed of"),
        [SyntaxKind.AwaitKeyword] = Modifier("await", "a policy never waits"),
    }.ToFrozenDictionary();

    private static SyntaxRefusal Modifier(string word, string hint) => new("K8G104", $"`{word}` has no place in a policy", hint);
}
