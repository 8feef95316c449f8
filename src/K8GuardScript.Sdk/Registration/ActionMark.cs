namespace K8GuardScript.Sdk.Registration;

/// <summary>The label or annotation that an action puts on an object.</summary>
/// <param name="Key">as in the API: <c>example.com/quarantine</c></param>
/// <param name="Value">may be empty</param>
internal sealed record ActionMark(string Key, string Value);
