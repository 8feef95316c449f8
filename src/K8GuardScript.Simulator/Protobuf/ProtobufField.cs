namespace K8GuardScript.Simulator.Protobuf;

/// <summary>How one field of a message is written.</summary>
/// <param name="Type">the name of a scalar type or of another message</param>
/// <param name="KeepsZero">whether a zero is a value; else it is the same as none</param>
/// <param name="IsInline">whether the JSON has the fields of the message in its place</param>
internal sealed record ProtobufField(string Name, string Type, bool IsList, bool IsMap, bool KeepsZero, bool IsInline);
