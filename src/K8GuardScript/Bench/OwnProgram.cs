using System.Diagnostics;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Bench;

/// <summary>How this program starts itself with another verb.</summary>
internal static class OwnProgram
{
    /// <param name="arguments">the verb and its options</param>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        var self = CompilerCommand.OfThisProgram();
        return new ProcessStartInfo(self.Program, [.. self.Arguments.SkipLast(1), .. arguments]) { RedirectStandardOutput = true };
    }
}
