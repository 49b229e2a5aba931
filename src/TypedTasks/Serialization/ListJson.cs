using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Reads the list that a group yields, from what is known of one element.</summary>
internal static class ListJson
{
    public static void Register<T>() => ComposedTypes.Register<IReadOnlyList<T>>(static o => Create<T>(o, null));

    public static JsonTypeInfo Create<T>(JsonSerializerOptions options, JsonTypeInfo? element) =>
        JsonMetadataServices.CreateIEnumerableInfo<IReadOnlyList<T>, T>(
            options,
            new JsonCollectionInfoValues<IReadOnlyList<T>>
            {
                ElementInfo = element as JsonTypeInfo<T> ?? options.GetTypeInfo(typeof(T)),
            });
}
