namespace K8GuardScript.Sdk.Registration;

/// <summary>One violation in one object.</summary>
/// <param name="Path">the exact place: <c>spec.containers[0].image</c></param>
/// <param name="KeyPath">the place by list keys, the same after reordering: <c>spec.containers[name=app].image</c></param>
/// <param name="Message">for people; no control characters, at most 1,024 UTF-16 units</param>
/// <param name="Subject">what the rule named to tell its findings apart, else null</param>
/// <param name="On">the object that violates; null for the one that is judged</param>
internal sealed record Finding(string Path, string KeyPath, string Message, string? Subject, OtherObject? On = null);
