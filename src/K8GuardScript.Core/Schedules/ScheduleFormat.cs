using System.Text.Json.Serialization;

namespace K8GuardScript.Core.Schedules;

/// <summary>How what is remembered about schedules is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScheduleState))]
[JsonSerializable(typeof(WishPage))]
internal sealed partial class ScheduleFormat : JsonSerializerContext;
