using System.Text.Json.Serialization;
using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Scripts.Cache;

/// <summary>A compiled script that is kept.</summary>
/// <param name="Script">the assembly</param>
/// <param name="Policy">its policy's id; null while it was never run</param>
/// <param name="CompileMilliseconds">what compiling it took</param>
/// <param name="Passed">under which cases and settings its first run came through, as <see cref="FirstRunKey"/>; the latest last</param>
internal sealed record CacheEntry(CompiledScript Script, string? Policy, double CompileMilliseconds, IReadOnlyList<string> Passed)
{
    [JsonIgnore]
    public TimeSpan CompileTime => TimeSpan.FromMilliseconds(CompileMilliseconds);
}
