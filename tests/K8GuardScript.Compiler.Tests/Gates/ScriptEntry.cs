namespace K8GuardScript.Compiler.Tests.Gates;

/// <summary>One script of a table.</summary>
public sealed record ScriptEntry(string Title, string Code, int Line, int Column, string Script)
{
    public override string ToString() => Title;
}
