using K8GuardScript.Compiler.Gates.Semantic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Gates.Purity;

/// <summary>
/// Keeps rules from keeping anything between calls: variables of the script are assigned once, a rule sees only such of them as
/// nobody can change, and what it calls likewise.
/// </summary>
internal sealed class PurityGate
{
    private const string Frozen = "`Frozen(…)` makes a constant list; what changes belongs inside the rule";
    private readonly GateReport report;
    private readonly ScriptFunctions functions;

    private PurityGate(GateReport report, ScriptFunctions functions) => (this.report, this.functions) = (report, functions);

    public static void Check(IReadOnlyList<IOperation> roots, GateReport report)
    {
        var gate = new PurityGate(report, new ScriptFunctions(roots));
        foreach (var operation in roots.SelectMany(ScriptOperations.Walk)) gate.Check(operation);
    }

    private void Check(IOperation operation)
    {
        foreach (var target in AssignmentTargets.Of(operation)) CheckAssigned(target);
        switch (operation)
        {
            case IFieldReferenceOperation { Field: { ContainingType.IsScriptClass: true, IsConst: false } field }:
                CheckVariable(operation, field);
                break;
            case ILocalReferenceOperation local when !local.Local.IsConst:
                CheckCaptured(operation, local.Local, local.Local.Type);
                break;
            case IParameterReferenceOperation parameter:
                CheckCaptured(operation, parameter.Parameter, parameter.Parameter.Type);
                break;
            case IInvocationOperation invocation when EntryPoints.IsEntryPoint(invocation.TargetMethod):
                CheckEntryPoint(invocation);
                break;
        }
    }

    private void CheckAssigned(IOperation target)
    {
        if (target is IFieldReferenceOperation { Field: { ContainingType.IsScriptClass: true } field })
        {
            report.Refuse(
                target.Syntax.GetLocation(),
                "K8G201",
                $"`{field.Name}` is assigned again: a variable of the script gets its value once, where it is declared",
                "compute the value in a function, or declare the variable inside the rule");
        }
        else if (SymbolOf(target) is { } symbol && ScriptFunctions.KeeperOf(target, symbol) is not null)
        {
            report.Refuse(
                target.Syntax.GetLocation(),
                "K8G201",
                $"`{symbol.Name}` is assigned by a rule, and would keep its value for the next object",
                "declare the variable inside the rule");
        }
    }

    private void CheckVariable(IOperation use, IFieldSymbol field)
    {
        if (!ScriptFunctions.IsKept(use) || Immutable.Is(field.Type) || Immutable.IsFunction(field)) return;
        Refuse(use, field.Name, field.Type);
    }

    private void CheckCaptured(IOperation use, ISymbol symbol, ITypeSymbol type)
    {
        if (Immutable.Is(type) || ScriptFunctions.KeeperOf(use, symbol) is null) return;
        Refuse(use, symbol.Name, type);
    }

    private void Refuse(IOperation use, string name, ITypeSymbol type) => report.Refuse(
        use.Syntax.GetLocation(),
        "K8G202",
        $"a rule can't use `{name}` from outside: a `{TypeNames.Words(type)}` can change between two calls",
        type.TypeKind == TypeKind.Delegate ? "write it as a function: `bool IsFine(string x) => …;`" : Frozen);

    private void CheckEntryPoint(IInvocationOperation invocation)
    {
        if (functions.RunsInRule(invocation))
        {
            report.Refuse(
                Places.NameIn(invocation.Syntax),
                "K8G204",
                $"`{invocation.TargetMethod.Name}` works only in the script's body, not inside a rule",
                "call it once, at the top of the script");
        }

        if (!EntryPoints.IsRule(invocation.TargetMethod)) return;
        foreach (var argument in invocation.Arguments.Where(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate))
        {
            var isPlain = argument.Value is IDelegateCreationOperation { Target: var target }
                && (target is IAnonymousFunctionOperation
                    || (target is IMethodReferenceOperation { Method: { } method } && TypeRule.IsScripts(method)));
            if (isPlain || argument.Value is IInvalidOperation || argument.Value.Type is null or IErrorTypeSymbol) continue;
            report.Refuse(
                argument.Syntax.GetLocation(), "K8G203", "a rule is a lambda or a function of the script", "write the rule right here: `(o, found) => …`");
        }
    }

    private static ISymbol? SymbolOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
