using System.Text.Json.Serialization;

namespace TypedTasks.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerRow))]
[JsonSerializable(typeof(WorkerControl))]
internal sealed partial class WorkerJsonContext : JsonSerializerContext;
