using System.Text.Json.Serialization;

namespace TypedTasks.Cli.Events;

/// <summary>What the commands of this folder write as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(RaiseAnswer))]
internal sealed partial class EventsJson : JsonSerializerContext;
