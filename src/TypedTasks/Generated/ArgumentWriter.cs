using System.Text.Json;
using TypedTasks.Serialization;

namespace TypedTasks.Generated;

/// <summary>
/// Writes the arguments of a call as members of the JSON object that is open; generated signatures call it. Arguments are given in the order of the
/// parameters: of a call that misses some, the first ones are passed over, or what was given for them takes their place.
/// </summary>
public ref struct ArgumentWriter
{
    private readonly Utf8JsonWriter writer;
    private readonly JsonSerializerOptions options;
    private ReadOnlySpan<object?> given;
    private int missing;

    internal ArgumentWriter(Utf8JsonWriter writer, JsonSerializerOptions options, int missing, ReadOnlySpan<object?> given)
    {
        this.writer = writer;
        this.options = options;
        this.missing = missing;
        this.given = given;
    }

    /// <summary>Writes an argument.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The argument.</param>
    public void Write<T>(string name, T value)
    {
        if (missing > 0)
        {
            missing--;
            if (given.IsEmpty)
                return;

            // A tuple of what the task takes: it has no other types.
            value = (T)given[0]!;
            given = given[1..];
        }

        writer.WritePropertyName(name);
        TaskJson.Write(writer, value, options);
    }

    /// <summary>Writes two arguments.</summary>
    /// <typeparam name="T1">The type of the first parameter.</typeparam>
    /// <typeparam name="T2">The type of the second parameter.</typeparam>
    /// <param name="name1">The name of the first parameter.</param>
    /// <param name="value1">The first argument.</param>
    /// <param name="name2">The name of the second parameter.</param>
    /// <param name="value2">The second argument.</param>
    public void Write<T1, T2>(string name1, T1 value1, string name2, T2 value2)
    {
        Write(name1, value1);
        Write(name2, value2);
    }

    /// <summary>Writes three arguments.</summary>
    /// <typeparam name="T1">The type of the first parameter.</typeparam>
    /// <typeparam name="T2">The type of the second parameter.</typeparam>
    /// <typeparam name="T3">The type of the third parameter.</typeparam>
    /// <param name="name1">The name of the first parameter.</param>
    /// <param name="value1">The first argument.</param>
    /// <param name="name2">The name of the second parameter.</param>
    /// <param name="value2">The second argument.</param>
    /// <param name="name3">The name of the third parameter.</param>
    /// <param name="value3">The third argument.</param>
    public void Write<T1, T2, T3>(string name1, T1 value1, string name2, T2 value2, string name3, T3 value3)
    {
        Write(name1, value1);
        Write(name2, value2);
        Write(name3, value3);
    }
}
