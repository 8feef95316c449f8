using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>Holds a file to <c>allowed.txt</c> and the Sdk, by what its names mean rather than how they are written.</summary>
internal sealed class SemanticGate
{
    private readonly SemanticModel model;
    private readonly GateReport report;
    private readonly HashSet<ITypeSymbol> refusedTypes = new(SymbolEqualityComparer.Default);

    private SemanticGate(SemanticModel model, GateReport report) => (this.model, this.report) = (model, report);

    public static void Check(SemanticModel model, IEnumerable<IOperation> roots, GateReport report)
    {
        var gate = new SemanticGate(model, report);
        gate.CheckNames();
        foreach (var root in roots)
        {
            foreach (var operation in ScriptOperations.Walk(root)) gate.Check(operation);
        }
    }

    // every mention of a type counts, in `nameof`, `using` and `default` too
    private void CheckNames()
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (node is RecordDeclarationSyntax record) RecordRule.Check(model, record, report);
            if (node is TypeSyntax { IsVar: false } name && !IsCalled(name) && model.GetSymbolInfo(name).Symbol is ITypeSymbol type) CheckMention(name, type);
        }
    }

    // asking for each name of a long chain of calls takes quadratic time
    private static bool IsCalled(TypeSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode)name)
        is var callee && callee.Parent is InvocationExpressionSyntax call && call.Expression == callee;

    private void CheckMention(TypeSyntax name, ITypeSymbol type)
    {
        // `Array.IndexOf`: the member is judged, and there is no value of the type
        if (name.Parent is MemberAccessExpressionSyntax && type is INamedTypeSymbol holder && AllowList.Script.Knows(TypeNames.Metadata(holder))) return;

        if (TypeRule.Refuse(type) is not { } refusal || Parts(type).Any(part => TypeRule.Refuse(part)?.Code == refusal.Code)) return;
        Refuse(name is QualifiedNameSyntax qualified ? qualified.Right.GetLocation() : name.GetLocation(), refusal);
        refusedTypes.Add(type);
    }

    // of `List<object>` only `object` is told
    private static ImmutableArray<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };

    private void Check(IOperation operation)
    {
        // names of namespaces, and what does not compile, have no kind and no type
        if (operation.Kind == OperationKind.None && (operation.Type is null or IErrorTypeSymbol || operation.Parent is IInvalidOperation)) return;
        if (!OperationKinds.Allowed.Contains(operation.Kind))
        {
            if (report.IsBroken(operation.Syntax)) return;
            Refuse(operation.Syntax.GetLocation(), ("K8G117", "this has no place in a policy", "write it with plain functions, loops and values"));
            return;
        }

        var members = Members(operation).Where(MemberRule.IsRefused).ToList();
        if (members.Count > 0)
        {
            if (!IsAfterRefusal(operation)) Refuse(Places.NameIn(operation.Syntax), MemberRule.Refusal(members[0]));
        }
        else
        {
            CheckValue(operation);
        }

        CheckForm(operation);
    }

    private void CheckValue(IOperation operation)
    {
        if (operation is IConversionOperation conversion)
        {
            if (conversion.Parent is not IArgumentOperation { Parent: { } call } || !Members(call).Any(MemberRule.IsRefused))
                Refuse(operation.Syntax.GetLocation(), ConversionRule.Refuse(conversion));
            return;
        }

        if (operation is ILiteralOperation || operation.Type is not { } type || refusedTypes.Contains(type)) return;
        if (TypeRule.Refuse(type) is not { } refusal || IsAfterRefusal(operation)) return;
        Refuse(operation.Syntax.GetLocation(), refusal);
        refusedTypes.Add(type);
    }

    private void CheckForm(IOperation operation)
    {
        switch (operation)
        {
            case IBinaryOperation { Type.TypeKind: TypeKind.Delegate } or ICompoundAssignmentOperation { Type.TypeKind: TypeKind.Delegate }:
                Refuse(
                    operation.Syntax.GetLocation(),
                    ("K8G114", "functions can't be added to each other", "call one after the other in a lambda: `x => { a(x); b(x); }`"));
                break;
            case ICollectionExpressionOperation { Type.TypeKind: TypeKind.Interface }:
                Refuse(
                    operation.Syntax.GetLocation(),
                    ("K8G117", "`[…]` needs a type of its own here", "write `new[] { … }`, or declare it as `List<…>`"));
                break;
            case IInvocationOperation invocation:
                foreach (var argument in invocation.TargetMethod.TypeArguments)
                    Refuse(Places.NameIn(invocation.Syntax), TypeRule.Refuse(argument));
                break;
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } when model.GetForEachStatementInfo(loop).ElementConversion.IsBoxing:
                Refuse(loop.GetLocation(), ("K8G112", "policies have no boxed values", "write `var`"));
                break;
        }
    }

    private IEnumerable<ISymbol> Members(IOperation operation)
    {
        ISymbol?[] used = operation switch
        {
            IInvocationOperation invocation => [invocation.TargetMethod],
            IMemberReferenceOperation reference => [reference.Member],
            IObjectCreationOperation creation => [creation.Constructor],
            IBinaryOperation binary => [binary.OperatorMethod],
            IUnaryOperation unary => [unary.OperatorMethod],
            ICompoundAssignmentOperation assignment => [assignment.OperatorMethod],
            IIncrementOrDecrementOperation increment => [increment.OperatorMethod],
            IConversionOperation conversion => [conversion.OperatorMethod],
            IRangeOperation range => [range.Method],
            IImplicitIndexerReferenceOperation indexer => [indexer.LengthSymbol, indexer.IndexerSymbol],
            ICollectionExpressionOperation collection => [collection.ConstructMethod],
            IRecursivePatternOperation pattern => [pattern.DeconstructSymbol],
            IListPatternOperation pattern => [pattern.LengthSymbol, pattern.IndexerSymbol],
            ISlicePatternOperation pattern => [pattern.SliceSymbol],
            IRelationalPatternOperation or IDeconstructionAssignmentOperation => Deconstructions(operation),
            IForEachLoopOperation { Collection: not IConversionOperation { Operand.Type.TypeKind: TypeKind.Array } } each
                when each.Syntax is CommonForEachStatementSyntax loop => Loop(loop),
            _ => [],
        };
        return used.OfType<ISymbol>();
    }

    private ISymbol?[] Loop(CommonForEachStatementSyntax loop)
    {
        var info = model.GetForEachStatementInfo(loop);
        return [info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty, info.DisposeMethod];
    }

    private ISymbol?[] Deconstructions(IOperation operation) =>
        operation.Syntax is AssignmentExpressionSyntax assignment ? [model.GetDeconstructionInfo(assignment).Method] : [];

    // of `x.GetType().Assembly.Location` the first refusal is enough, and of `File.Exists` the type's
    private bool IsAfterRefusal(IOperation operation)
    {
        for (var receiver = ReceiverOf(operation); receiver is not null; receiver = ReceiverOf(receiver))
        {
            if (TypeRule.Refuse(receiver.Type) is not null || Members(receiver).Any(MemberRule.IsRefused)) return true;
        }

        return ReceiverOf(operation) is null && Members(operation).FirstOrDefault() is { ContainingType: { } type } member
            && member is not IMethodSymbol { IsExtensionMethod: true }
            && TypeRule.Refuse(type) is not null && !AllowList.Script.Knows(TypeNames.Metadata(type));
    }

    private static IOperation? ReceiverOf(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.Instance,
        IMemberReferenceOperation reference => reference.Instance,
        IArrayElementReferenceOperation element => element.ArrayReference,
        IConversionOperation conversion => conversion.Operand,
        _ => null,
    };

    private bool Refuse(Location place, (string Code, string What, string? Hint)? refusal)
    {
        if (refusal is not { } found) return false;
        report.Refuse(place, found.Code, found.What, found.Hint);
        return true;
    }
}
