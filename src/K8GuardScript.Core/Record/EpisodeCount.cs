namespace K8GuardScript.Core.Record;

/// <summary>How many episodes of one policy are in one state.</summary>
/// <param name="Policy">id of the policy</param>
/// <param name="State">the state</param>
/// <param name="Count">how many</param>
/// <param name="Warned">how many of them somebody was warned about who counts</param>
internal readonly record struct EpisodeCount(string Policy, EpisodeState State, int Count, int Warned);
