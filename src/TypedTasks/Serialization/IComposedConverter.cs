using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

internal interface IComposedConverter
{
    JsonTypeInfo CreateInfo(JsonSerializerOptions options);
}
