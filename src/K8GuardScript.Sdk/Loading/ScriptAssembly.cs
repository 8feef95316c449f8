using System.Reflection;
using System.Runtime.Loader;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Sdk.Loading;

/// <summary>
/// A loaded policy script, in a load context of its own. After <see cref="Dispose"/> it goes as soon as nothing holds on to it:
/// no <see cref="Registration.PolicyDefinition"/> that it gave, no delegate, no exception.
/// </summary>
internal sealed class ScriptAssembly : IDisposable
{
    private readonly Context context;

    private ScriptAssembly(Context context, Func<object?[], Task<object>> entryPoint)
    {
        this.context = context;
        EntryPoint = entryPoint;
    }

    /// <summary>The script's body; each call runs it anew.</summary>
    public Func<object?[], Task<object>> EntryPoint { get; }

    /// <exception cref="BadImageFormatException">the bytes are no assembly, or not one of a script</exception>
    public static ScriptAssembly Load(CompiledScript script)
    {
        var context = new Context(script.Name);
        try
        {
            using var pe = new MemoryStream(script.Pe, writable: false);
            var method = context.LoadFromStream(pe).GetType(script.EntryType)
                ?.GetMethod(script.EntryMethod, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                ?? throw new BadImageFormatException($"the compiled script has no entry point {script.EntryType}.{script.EntryMethod}");
            return new ScriptAssembly(context, method.CreateDelegate<Func<object?[], Task<object>>>());
        }
        catch
        {
            context.Unload();
            throw;
        }
    }

    public void Dispose() => context.Unload();

    private sealed class Context(string name) : AssemblyLoadContext(name, isCollectible: true)
    {
        private static readonly Assembly Sdk = typeof(Entry).Assembly;

        // the script must see this very Sdk, also where it was not loaded by name into the default context
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Sdk.GetName().Name ? Sdk : null;
    }
}
