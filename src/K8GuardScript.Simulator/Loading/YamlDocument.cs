using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Loading;

/// <summary>One document of a YAML stream, as JSON; the line (from 1) is where its content starts.</summary>
internal sealed record YamlDocument(JsonNode? Root, long Line);
