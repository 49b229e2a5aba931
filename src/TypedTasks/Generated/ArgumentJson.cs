using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Generated;

/// <summary>Writes arguments; generated signatures call it.</summary>
public static class ArgumentJson
{
    /// <summary>Writes one argument as a member of the JSON object that is open.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="writer">The writer.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The argument.</param>
    /// <param name="options">Where the types of the arguments are found.</param>
    public static void Write<T>(Utf8JsonWriter writer, string name, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }
}
