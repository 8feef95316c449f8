using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Tests.Scripts;

public sealed class UnloadTests : IDisposable
{
    private const int Policies = 20;
    private const int Reloads = 50;
    private const int Versions = 3;
    private readonly TempFolder folder = new();
    private readonly TempFolder data = new();

    public void Dispose()
    {
        folder.Dispose();
        data.Dispose();
    }

    /// <summary>What a thousand of them leave in memory is for the benchmarks: <c>reloads</c>.</summary>
    [Fact]
    public async Task After_a_reload_nothing_holds_the_old_versions()
    {
        var parts = new SomeReloader(new PolicyFolder(folder.Path, [], null), data.Path, new ManualClock());
        var reloader = parts.Create();
        var old = new List<WeakReference>();

        for (var i = 0; i < Reloads; i++)
        {
            await SaveAllAsync(reloader, i);
            JudgeByAll(parts.Rulebook);
            if (i < Reloads - 1) Remember(reloader, old);
        }

        Collect();
        Assert.Equal(Versions * Policies, parts.Compiler.Compiled.Count());
        Assert.Equal((Reloads - 1) * Policies, old.Count);
        Assert.Equal(0, old.Count(reference => reference.IsAlive));
        Assert.Equal(Policies, parts.Rulebook.Current.Policies.All.Count);
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

    // what ran, found something, and broke must hold no more than what was only loaded
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void JudgeByAll(Rulebook rulebook)
    {
        var ns = KubeObject.Parse("""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}"""u8, "v1", "Namespace");
        foreach (var policy in rulebook.Current.Policies.All)
        {
            var fault = Record.Exception(() => policy.Definition.Judge(ns, ImageSizes.ReportedIn([ns])));
            Assert.IsType<RuleFaultException>(fault);
        }
    }

    private async Task SaveAllAsync(PolicyReloader reloader, int round)
    {
        var version = round % Versions;
        for (var i = 0; i < Policies; i++)
        {
            var rule = $"found.Violation(ns, $\"no {{ns.Metadata.Name}}\"); if (ns.Metadata.Name == \"shop\") throw new Exception(\"{version}\");";
            folder.Write($"p{i}.csx", $"Policy(\"p{i}\", Severity.Low, \"{version}\");\nEachNamespace((ns, found) => {{ {rule} }});");
        }

        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
    }
}
