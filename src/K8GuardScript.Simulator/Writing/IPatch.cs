using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Writing;

/// <summary>A change that a client describes instead of sending the whole object.</summary>
internal interface IPatch
{
    /// <summary>The patched object; throws the 4xx answer of a patch that does not fit.</summary>
    /// <param name="body">may be changed</param>
    JsonObject Apply(JsonObject body);
}
