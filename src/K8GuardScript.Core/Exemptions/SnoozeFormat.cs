using System.Text.Json.Serialization;

namespace K8GuardScript.Core.Exemptions;

/// <summary>How a snooze is stored.</summary>
[JsonSerializable(typeof(Snooze))]
internal sealed partial class SnoozeFormat : JsonSerializerContext;
