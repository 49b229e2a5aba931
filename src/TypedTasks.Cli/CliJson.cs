using System.Text.Json.Serialization;
using TypedTasks.Cli.Workers;

namespace TypedTasks.Cli;

/// <summary>What commands write as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkersAnswer))]
internal sealed partial class CliJson : JsonSerializerContext;
