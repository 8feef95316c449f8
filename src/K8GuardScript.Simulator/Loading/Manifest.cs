using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Loading;

/// <summary>One object of a manifest file, lists taken apart.</summary>
internal sealed record Manifest(string File, long Line, JsonObject Body);
