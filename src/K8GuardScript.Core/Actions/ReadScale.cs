namespace K8GuardScript.Core.Actions;

/// <summary>What a read of a scale subresource came to.</summary>
/// <param name="Result">which of the four; a kind without the subresource is refused</param>
/// <param name="Replicas">how many are asked for, when found</param>
/// <param name="Uid">of the object that is scaled</param>
/// <param name="ResourceVersion">of the object that is scaled</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record ReadScale(ReadResult Result, int Replicas, string Uid, string ResourceVersion, string Message);
