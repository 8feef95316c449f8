using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Writing;

/// <summary>An object as a request brought it.</summary>
/// <param name="Duplicates">the paths of keys that came twice</param>
internal sealed record SentObject(JsonObject Body, IReadOnlyList<string> Duplicates);
