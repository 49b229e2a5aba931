using System.Text.Json.Serialization;

namespace TypedTasks.Cli.Broker;

/// <summary>What the commands of this folder write as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<QueueAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<QueueCount>))]
[JsonSerializable(typeof(IReadOnlyList<LetterAnswer>))]
[JsonSerializable(typeof(ReplayAnswer))]
internal sealed partial class BrokerJson : JsonSerializerContext;
