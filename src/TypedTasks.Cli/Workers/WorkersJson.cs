using System.Text.Json.Serialization;

namespace TypedTasks.Cli.Workers;

/// <summary>What the commands of this folder write as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkersAnswer))]
internal sealed partial class WorkersJson : JsonSerializerContext;
