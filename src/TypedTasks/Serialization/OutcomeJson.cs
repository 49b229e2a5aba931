using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

internal static class OutcomeJson
{
    public static JsonTypeInfo<Outcome<T>> Create<T>(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<Outcome<T>>(options, new OutcomeConverter<T>());
}
