using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>
/// Writes a value under the root of its type, so that whoever takes the root reads all of it. Read is what has the discriminator as the root's, and what
/// has none as the type itself: older messages and other languages send that.
/// </summary>
/// <param name="plain">Options that know the types as the serializer does, without roots.</param>
internal sealed class RootConverter<T, TRoot>(JsonSerializerOptions plain) : JsonConverter<T>
    where T : TRoot
{
    private JsonTypeInfo<TRoot> Root => field ??= (JsonTypeInfo<TRoot>)plain.GetTypeInfo(typeof(TRoot));

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (typeof(T) != typeof(TRoot) && !HasDiscriminator(reader))
            return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)plain.GetTypeInfo(typeof(T)));
        return JsonSerializer.Deserialize(ref reader, Root) switch
        {
            T value => value,
            null => default,
            var other => throw new InvalidOperationException($"it holds a {TypeNames.Of(other.GetType())}, which is no {TypeNames.Of(typeof(T))}."),
        };
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Root);

    // The reader is a copy: it looks ahead.
    private bool HasDiscriminator(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject || Root.PolymorphismOptions is not { } polymorphism)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(polymorphism.TypeDiscriminatorPropertyName))
                return true;
            reader.Skip();
        }

        return false;
    }
}
