using K8GuardScript.Scripts.Compiling;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Verbs;

/// <summary>The compiler of the verbs that end: a process of its own, so that no script makes them hang or die.</summary>
internal static class VerbCompiler
{
    // it stands in the program's own folder, which is there and readable wherever a user stands; what it loses, its answers say
    public static ChildCompiler Create() => new(
        CompilerCommand.OfThisProgram(), AppContext.BaseDirectory, new CompilerLimits(), TimeProvider.System, NullLogger<ChildCompiler>.Instance);
}
