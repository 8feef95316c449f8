using K8GuardScript.Compiler.Gates.Semantic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Gates.Purity;

/// <summary>
/// Which functions outlive the script's body. A lambda that is handed to a function of the Sdk or of .NET (<c>list.Any(x => …)</c>)
/// is gone when that returns; rules, functions of the script and all other lambdas stay.
/// </summary>
internal sealed class ScriptFunctions
{
    private readonly HashSet<ISymbol> inRules = new(SymbolEqualityComparer.Default);

    public ScriptFunctions(IReadOnlyList<IOperation> roots)
    {
        var calls = new Dictionary<ISymbol, List<IMethodSymbol>>(SymbolEqualityComparer.Default);
        var left = new Stack<IMethodSymbol>();
        foreach (var operation in roots.SelectMany(ScriptOperations.Walk))
        {
            var called = operation switch
            {
                IInvocationOperation invocation => invocation.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            };
            if (called is null || !TypeRule.IsScripts(called)) continue;
            if (Enclosing(operation).OfType<IAnonymousFunctionOperation>().Any(IsRule) || IsHandedToRule(operation)) left.Push(called);
            if (FunctionOf(operation) is not { } caller) continue;
            if (!calls.TryGetValue(caller, out var callees)) calls[caller] = callees = [];
            callees.Add(called);
        }

        while (left.TryPop(out var method))
        {
            if (!inRules.Add(method) || !calls.TryGetValue(method, out var callees)) continue;
            foreach (var callee in callees) left.Push(callee);
        }
    }

    /// <summary>True in a function that outlives the script's body.</summary>
    public static bool IsKept(IOperation operation) => Enclosing(operation).Any(IsKeptFunction);

    /// <summary>True in a rule, and in a function that a rule calls.</summary>
    public bool RunsInRule(IOperation operation) =>
        Enclosing(operation).OfType<IAnonymousFunctionOperation>().Any(IsRule)
        || (FunctionOf(operation) is { } function && inRules.Contains(function));

    /// <summary>
    /// The function that would keep a variable, declared outside of it, from one call to the next; null if there is none: what a
    /// function of the script, or a rule, has inside goes with the call.
    /// </summary>
    public static IOperation? KeeperOf(IOperation use, ISymbol variable)
    {
        foreach (var function in Enclosing(use))
        {
            if (IsInside(variable, SymbolOf(function))) return null;
            var isRule = function is IAnonymousFunctionOperation lambda && IsRule(lambda);
            if (isRule || (IsKeptFunction(function) && IsInBody(function))) return function;
        }

        return null;
    }

    private static bool IsKeptFunction(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => IsRule(lambda) || !IsTransient(lambda),
        _ => true,
    };

    // the rule itself, not what is inside it
    private static bool IsRule(IAnonymousFunctionOperation lambda) => CallWith(lambda) is { } call && EntryPoints.IsRule(call.TargetMethod);

    private static bool IsTransient(IAnonymousFunctionOperation lambda) =>
        CallWith(lambda) is { } call && !TypeRule.IsScripts(call.TargetMethod) && !EntryPoints.IsRule(call.TargetMethod);

    private static IInvocationOperation? CallWith(IAnonymousFunctionOperation lambda) =>
        lambda.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } ? call : null;

    private static bool IsHandedToRule(IOperation operation) =>
        operation.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } }
        && EntryPoints.IsRule(call.TargetMethod);

    private static bool IsInBody(IOperation function) => !Enclosing(function).Any() || Enclosing(function).All(outer => !IsKeptFunction(outer));

    private static bool IsInside(ISymbol variable, ISymbol? function)
    {
        for (var owner = variable.ContainingSymbol; owner is not null; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, function)) return true;
        }

        return false;
    }

    // from the inside out
    private static IEnumerable<IOperation> Enclosing(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation or IMethodBodyOperation) yield return outer;
        }
    }

    // a function of the script's own, declared at its top
    private static ISymbol? FunctionOf(IOperation operation) =>
        Enclosing(operation).LastOrDefault() is { } outermost and not IAnonymousFunctionOperation ? SymbolOf(outermost) : null;

    private static ISymbol? SymbolOf(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        IMethodBodyOperation { Syntax: MethodDeclarationSyntax method } body => body.SemanticModel?.GetDeclaredSymbol(method),
        _ => null,
    };
}
