using K8GuardScript.Compiler.Gates.Il;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>The last word on what may be loaded: looks at the assembly itself, wherever it came from.</summary>
internal static class EmittedGate
{
    /// <param name="pe">the assembly</param>
    /// <returns>why it may not be loaded; empty if it may</returns>
    public static IReadOnlyList<string> Check(byte[] pe) => IlGate.Check(pe);

    /// <summary>The same as an error of the script.</summary>
    public static ScriptError Refusal(string file, string why) => new(file, null, null, "K8G901", $"refused by what it compiles to: {why}");
}
