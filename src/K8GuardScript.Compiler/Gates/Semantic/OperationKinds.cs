using System.Collections.Frozen;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>What scripts do, in the compiler's words; what is not here is refused.</summary>
internal static class OperationKinds
{
    public static readonly FrozenSet<OperationKind> Allowed = FrozenSet.ToFrozenSet(
    [
        OperationKind.Block, OperationKind.VariableDeclarationGroup, OperationKind.VariableDeclaration, OperationKind.VariableDeclarator,
        OperationKind.VariableInitializer, OperationKind.FieldInitializer, OperationKind.PropertyInitializer,
        OperationKind.ParameterInitializer, OperationKind.MethodBody, OperationKind.ConstructorBody, OperationKind.LocalFunction,
        OperationKind.ExpressionStatement, OperationKind.Empty, OperationKind.Conditional, OperationKind.Loop, OperationKind.Branch,
        OperationKind.Return, OperationKind.Switch, OperationKind.SwitchCase, OperationKind.CaseClause, OperationKind.Throw,
        OperationKind.Labeled, OperationKind.Literal, OperationKind.Conversion, OperationKind.Invocation, OperationKind.ArrayElementReference,
        OperationKind.LocalReference, OperationKind.ParameterReference, OperationKind.FieldReference, OperationKind.MethodReference,
        OperationKind.PropertyReference, OperationKind.Unary, OperationKind.Binary, OperationKind.Coalesce, OperationKind.CoalesceAssignment,
        OperationKind.AnonymousFunction, OperationKind.ObjectCreation, OperationKind.ArrayCreation, OperationKind.ArrayInitializer,
        OperationKind.InstanceReference, OperationKind.IsType, OperationKind.InterpolatedString, OperationKind.InterpolatedStringText,
        OperationKind.Interpolation, OperationKind.InterpolatedStringHandlerCreation, OperationKind.InterpolatedStringAppendLiteral,
        OperationKind.InterpolatedStringAppendFormatted, OperationKind.InterpolatedStringAddition, OperationKind.Parenthesized,
        OperationKind.ConditionalAccess, OperationKind.ConditionalAccessInstance, OperationKind.ObjectOrCollectionInitializer,
        OperationKind.MemberInitializer, OperationKind.NameOf, OperationKind.Tuple, OperationKind.TupleBinary,
        OperationKind.DeconstructionAssignment, OperationKind.DeclarationExpression, OperationKind.Discard, OperationKind.SimpleAssignment,
        OperationKind.CompoundAssignment, OperationKind.Increment, OperationKind.Decrement, OperationKind.DelegateCreation,
        OperationKind.DefaultValue, OperationKind.Argument, OperationKind.IsPattern, OperationKind.ConstantPattern,
        OperationKind.DeclarationPattern, OperationKind.DiscardPattern, OperationKind.RecursivePattern, OperationKind.PropertySubpattern,
        OperationKind.NegatedPattern, OperationKind.BinaryPattern, OperationKind.TypePattern, OperationKind.RelationalPattern,
        OperationKind.ListPattern, OperationKind.SlicePattern, OperationKind.SwitchExpression, OperationKind.SwitchExpressionArm,
        OperationKind.Range, OperationKind.ImplicitIndexerReference, OperationKind.With, OperationKind.CollectionExpression,
        OperationKind.Spread, OperationKind.CollectionExpressionElementsPlaceholder,

        // code that does not compile: the compiler says what is wrong
        OperationKind.Invalid,
    ]);
}
