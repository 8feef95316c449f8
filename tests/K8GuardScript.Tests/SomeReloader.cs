using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Cache;
using K8GuardScript.Scripts.Loading;
using K8GuardScript.Tests.Scripts.Compiling;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests;

/// <summary>The loading half of the worker, put together as the program does it, compiling in this process.</summary>
internal sealed class SomeReloader
{
    /// <param name="folder">the policies folder</param>
    /// <param name="data">the data folder</param>
    /// <param name="clock">the clock</param>
    public SomeReloader(PolicyFolder folder, string data, TimeProvider clock)
    {
        (Folder, Data, Clock) = (folder, data, clock);
        Compiler = new CountingCompiler(new InProcessCompiler(clock));
        Quarantine = new Quarantine(new MemoryQuarantine(), clock);
    }

    public PolicyFolder Folder { get; }

    public string Data { get; }

    public TimeProvider Clock { get; }

    public CountingCompiler Compiler { get; }

    public Quarantine Quarantine { get; }

    public FixedSample Sample { get; } = new();

    public Rulebook Rulebook { get; init; } = new();

    public PolicyShelf Shelf { get; init; } = new();

    public string CacheFolder => Path.Combine(Data, "cache");

    public PolicyReloader Create(bool mayAct = false) => new(
        Folder, Builder(), new ActVeto(mayAct), Quarantine, new LastGoodFile(Path.Combine(Data, "last-good.json"), NullLogger<LastGoodFile>.Instance),
        Rulebook, Shelf, Clock);

    public RevisionBuilder Builder() => new(
        Compiler, new ScriptCache(CacheFolder, NullLogger<ScriptCache>.Instance), Sample, InlineEvaluation.Instance, Quarantine);
}
