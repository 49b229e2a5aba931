using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

internal sealed class JsonRoot<T, TRoot> : JsonRoot
    where T : TRoot
{
    internal override Type Type => typeof(T);

    internal override JsonTypeInfo CreateInfo(JsonSerializerOptions options, JsonSerializerOptions plain)
    {
        var info = JsonMetadataServices.CreateValueInfo<T>(options, new RootConverter<T, TRoot>(plain));
        // The converter sees to the list of the type: the serializer would look for it in the converter.
        info.PolymorphismOptions = null;
        return info;
    }
}
