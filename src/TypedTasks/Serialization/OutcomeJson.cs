using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>The JSON of outcomes.</summary>
internal static class OutcomeJson
{
    public static JsonTypeInfo<Outcome<T>> Create<T>(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<Outcome<T>>(options, new OutcomeConverter<T>());

    public static void Register<T>() => ComposedTypes.Register<Outcome<T>>(static o => Create<T>(o));
}
