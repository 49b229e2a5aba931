using System.Text.Json.Serialization;

namespace TypedTasks.Cli.Schedules;

/// <summary>What the commands of this folder write as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ScheduleAnswer>))]
internal sealed partial class SchedulesJson : JsonSerializerContext;
