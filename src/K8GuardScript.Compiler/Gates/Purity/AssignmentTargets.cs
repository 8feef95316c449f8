using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Gates.Purity;

/// <summary>What an operation writes to.</summary>
internal static class AssignmentTargets
{
    /// <summary>The variables that get a value by it, not those that it declares.</summary>
    public static IEnumerable<IOperation> Of(IOperation operation) => operation switch
    {
        ICompoundAssignmentOperation assignment => [Root(assignment.Target)],
        ICoalesceAssignmentOperation assignment => [Root(assignment.Target)],
        IIncrementOrDecrementOperation increment => [Root(increment.Target)],
        IDeconstructionAssignmentOperation assignment => Elements(assignment.Target),
        ISimpleAssignmentOperation assignment => Elements(assignment.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument => Elements(argument.Value),
        IForEachLoopOperation loop => Elements(loop.LoopControlVariable),
        _ => [],
    };

    private static IEnumerable<IOperation> Elements(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(Elements),
        IDeclarationExpressionOperation or IDiscardOperation or IVariableDeclaratorOperation => [],
        _ => [Root(target)],
    };

    // writing to a field of a struct is writing to the variable that holds it
    private static IOperation Root(IOperation target)
    {
        while (true)
        {
            var instance = target switch
            {
                IFieldReferenceOperation { Field.ContainingType.IsScriptClass: false } field => field.Instance,
                IPropertyReferenceOperation property => property.Instance,
                _ => null,
            };
            if (instance?.Type is not { IsValueType: true }) return target;
            target = instance;
        }
    }
}
