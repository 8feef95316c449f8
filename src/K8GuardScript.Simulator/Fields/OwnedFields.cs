namespace K8GuardScript.Simulator.Fields;

/// <summary>One entry of <c>metadata.managedFields</c>.</summary>
/// <param name="Time">of the last change of the set, as on the wire</param>
internal sealed record OwnedFields(FieldWriter Manager, string Time, FieldSet Fields);
