using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Gates.Syntax;

/// <summary>What to say about the C# that people may try, and policies don't have.</summary>
internal static class RefusedKinds
{
    private const string Type = "K8G103";
    private const string Statement = "K8G101";
    private const string NoTypes = "use a plain record: `record Port(string Name, int Number);`";
    private const string NoNative = "use a list or an array";
    private const string NoLinq = "call `Where`, `Select`, `Any`… of the list";

    public static IReadOnlyDictionary<SyntaxKind, SyntaxRefusal> All { get; } = new Dictionary<SyntaxKind, SyntaxRefusal>
    {
        [SyntaxKind.ClassDeclaration] = Of(Type, "classes", NoTypes),
        [SyntaxKind.StructDeclaration] = Of(Type, "structs", NoTypes),
        [SyntaxKind.RecordStructDeclaration] = Of(Type, "record structs", NoTypes),
        [SyntaxKind.InterfaceDeclaration] = Of(Type, "interfaces", NoTypes),
        [SyntaxKind.DelegateDeclaration] = Of(Type, "delegate types", "use `Func<…>` or `Action<…>`"),
        [SyntaxKind.NamespaceDeclaration] = Of(Type, "namespaces", "leave it out"),
        [SyntaxKind.FileScopedNamespaceDeclaration] = Of(Type, "namespaces", "leave it out"),
        [SyntaxKind.ExternAliasDirective] = Of(Type, "other assemblies", "leave it out"),
        [SyntaxKind.EventDeclaration] = Of(Type, "events", "call a function"),
        [SyntaxKind.EventFieldDeclaration] = Of(Type, "events", "call a function"),
        [SyntaxKind.IndexerDeclaration] = Of(Type, "indexers", "write a function"),
        [SyntaxKind.OperatorDeclaration] = Of(Type, "operators", "write a function"),
        [SyntaxKind.ConversionOperatorDeclaration] = Of(Type, "operators", "write a function"),
        [SyntaxKind.ConstructorDeclaration] = Of(Type, "constructors", "write `record Name(…)`"),
        [SyntaxKind.DestructorDeclaration] = Of(Type, "finalizers", "leave it out"),
        [SyntaxKind.SetAccessorDeclaration] = Of(Type, "properties that change", "write `{ get; init; }`"),
        [SyntaxKind.AddAccessorDeclaration] = Of(Type, "events", "call a function"),
        [SyntaxKind.RemoveAccessorDeclaration] = Of(Type, "events", "call a function"),
        [SyntaxKind.PrimaryConstructorBaseType] = Of(Type, "base types", "write a plain record with all its members"),
        [SyntaxKind.TypeParameterList] = Of(Type, "generic functions and types", "write it for the type that you need"),
        [SyntaxKind.TypeParameterConstraintClause] = Of(Type, "generic functions and types", "write it for the type that you need"),
        [SyntaxKind.AttributeList] = Of("K8G104", "attributes", "leave it out"),

        [SyntaxKind.TryStatement] = Of(
            Statement, "`try`", "let it fail: a fault is counted and shown, and judges nothing; for numbers use `TryParse`"),
        [SyntaxKind.UsingStatement] = Of(Statement, "`using` statements", "nothing in a policy needs to be disposed of"),
        [SyntaxKind.LockStatement] = Of(Statement, "`lock`", "a policy runs on one thread: leave it out"),
        [SyntaxKind.FixedStatement] = Of(Statement, "`fixed`", NoNative),
        [SyntaxKind.UnsafeStatement] = Of(Statement, "`unsafe`", NoNative),
        [SyntaxKind.GotoStatement] = Of(Statement, "`goto`", "use a loop or a function"),
        [SyntaxKind.GotoCaseStatement] = Of(Statement, "`goto`", "use a loop or a function"),
        [SyntaxKind.GotoDefaultStatement] = Of(Statement, "`goto`", "use a loop or a function"),
        [SyntaxKind.LabeledStatement] = Of(Statement, "labels", "use a loop or a function"),
        [SyntaxKind.YieldReturnStatement] = Of(Statement, "`yield`", "add to a list and return it"),
        [SyntaxKind.YieldBreakStatement] = Of(Statement, "`yield`", "add to a list and return it"),

        [SyntaxKind.AwaitExpression] = Of(Statement, "`await`", "a policy never waits"),
        [SyntaxKind.StackAllocArrayCreationExpression] = Of(Statement, "`stackalloc`", NoNative),
        [SyntaxKind.ImplicitStackAllocArrayCreationExpression] = Of(Statement, "`stackalloc`", NoNative),
        [SyntaxKind.SizeOfExpression] = Of(Statement, "`sizeof`", "leave it out"),
        [SyntaxKind.TypeOfExpression] = Of(Statement, "`typeof`", "a policy can't ask about types: leave it out"),
        [SyntaxKind.AddressOfExpression] = Of(Statement, "pointers", NoNative),
        [SyntaxKind.PointerIndirectionExpression] = Of(Statement, "pointers", NoNative),
        [SyntaxKind.PointerMemberAccessExpression] = Of(Statement, "pointers", NoNative),
        [SyntaxKind.PointerType] = Of(Statement, "pointers", NoNative),
        [SyntaxKind.FunctionPointerType] = Of(Statement, "pointers", "use `Func<…>` or `Action<…>`"),
        [SyntaxKind.RefType] = Of(Statement, "`ref`", "return the value, or use `out`"),
        [SyntaxKind.ScopedType] = Of(Statement, "`scoped`", "leave it out"),
        [SyntaxKind.RefExpression] = Of(Statement, "`ref`", "return the value, or use `out`"),
        [SyntaxKind.MakeRefExpression] = Of(Statement, "`__makeref`", "leave it out"),
        [SyntaxKind.RefTypeExpression] = Of(Statement, "`__reftype`", "leave it out"),
        [SyntaxKind.RefValueExpression] = Of(Statement, "`__refvalue`", "leave it out"),
        [SyntaxKind.ArgListExpression] = Of(Statement, "`__arglist`", "leave it out"),
        [SyntaxKind.ThisExpression] = Of(Statement, "`this`", "use the variable's name"),
        [SyntaxKind.BaseExpression] = Of(Statement, "`base`", "leave it out"),
        [SyntaxKind.QueryExpression] = Of(Statement, "`from … select`", NoLinq),
        [SyntaxKind.AnonymousMethodExpression] = Of(Statement, "`delegate { }`", "write a lambda: `x => …`"),
        [SyntaxKind.AnonymousObjectCreationExpression] = Of(
            Statement, "`new { … }`", "use a tuple, `(name: x, count: n)`, or a record"),
        [SyntaxKind.Utf8StringLiteralExpression] = Of(Statement, "`\"…\"u8`", "leave `u8` out"),
    };

    private static SyntaxRefusal Of(string code, string what, string hint)
    {
        var verb = what.StartsWith('`') && what.EndsWith('`') ? "has" : "have";
        return new SyntaxRefusal(code, $"{what} {verb} no place in a policy", hint);
    }
}
