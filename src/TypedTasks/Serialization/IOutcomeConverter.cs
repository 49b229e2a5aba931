using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

internal interface IOutcomeConverter
{
    JsonTypeInfo CreateInfo(JsonSerializerOptions options);
}
