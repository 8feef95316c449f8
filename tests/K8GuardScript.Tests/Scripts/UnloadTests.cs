using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed class UnloadTests : IDisposable
{
    private const int Policies = 20;
    private readonly TempFolder folder = new();
    private readonly TempFolder data = new();

    public void Dispose()
    {
        folder.Dispose();
        data.Dispose();
    }

    /// <summary>With <c>K8GUARD_LONG_TESTS=1</c> a thousand reloads, and what they leave in memory.</summary>
    [Fact]
    public async Task After_a_reload_nothing_holds_the_old_versions()
    {
        var isLong = Environment.GetEnvironmentVariable("K8GUARD_LONG_TESTS") == "1";
        var reloads = isLong ? 1000 : 5;
        var parts = new SomeReloader(new PolicyFolder(folder.Path, [], null), data.Path, new ManualClock());
        var reloader = parts.Create();
        var old = new List<WeakReference>();
        long residentBefore = 0;

        for (var i = 0; i < reloads; i++)
        {
            await SaveAllAsync(reloader, i);
            if (i < reloads - 1) Remember(reloader, old);
            if (i == 100) residentBefore = Resident();
        }

        Collect();
        Assert.Equal((reloads - 1) * Policies, old.Count);
        Assert.Equal(0, old.Count(reference => reference.IsAlive));
        Assert.Equal(Policies, parts.Rulebook.Current.Policies.All.Count);
        if (isLong) Assert.InRange(Resident(), 0, residentBefore * 11 / 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Remember(PolicyReloader reloader, List<WeakReference> old) => old.AddRange(reloader.Loaded.Values
        .Select(script => new WeakReference(AssemblyLoadContext.GetLoadContext(script.Assembly!.EntryPoint.Method.Module.Assembly))));

    private static void Collect()
    {
        for (var i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long Resident()
    {
        Collect();
        return Environment.WorkingSet;
    }

    private async Task SaveAllAsync(PolicyReloader reloader, int round)
    {
        for (var i = 0; i < Policies; i++)
        {
            var rule = $"if (ns.Metadata.Name == \"{round}\") found.Violation(ns, \"no\");";
            folder.Write($"p{i}.csx", $"Policy(\"p{i}\", Severity.Low, \"{round}\");\nEachNamespace((ns, found) => {{ {rule} }});");
        }

        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
    }
}
