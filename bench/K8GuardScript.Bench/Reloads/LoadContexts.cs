using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using K8GuardScript.Scripts;

namespace K8GuardScript.Bench.Reloads;

/// <summary>Every load context that a policy had, held weakly.</summary>
internal sealed class LoadContexts
{
    private readonly List<WeakReference> seen = [];

    public int Seen => seen.Count;

    /// <summary>How many are not gone; collect before.</summary>
    public int Alive => seen.Count(context => context.IsAlive);

    // not inlined, so that no frame of the caller's holds what is to go
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Note(PolicyReloader reloader) => seen.AddRange(reloader.Loaded.Values
        .Where(script => script.Assembly is not null)
        .Select(script => new WeakReference(AssemblyLoadContext.GetLoadContext(script.Assembly!.EntryPoint.Method.Module.Assembly))));
}
