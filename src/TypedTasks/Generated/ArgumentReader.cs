using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks.Generated;

/// <summary>Reads arguments by name from what the signature gave, and by position from what the step before yielded.</summary>
internal readonly struct ArgumentReader(StepCall step, ReadOnlyMemory<byte> input, JsonSerializerOptions json, IReadOnlyList<string> sensitive)
{
    public T Required<T>(int position, string name, bool allowNull)
    {
        if (position < step.Missing)
            return Read<T>(name, Arrived(position, name), allowNull);
        if (Given(name, out var value))
            return Read<T>(name, value, allowNull);
        throw new TaskArgumentException(
            $"Task '{step.Name}' needs the argument '{name}' ({TypeNames.Of(typeof(T))}), which is not in the message. "
            + "Was a parameter added or renamed while messages were in flight?");
    }

    public T Optional<T>(int position, string name, T defaultValue)
    {
        // The signature was made when the parameter was required still.
        if (position < step.Missing)
            return Read<T>(name, Arrived(position, name), defaultValue is null);
        return Given(name, out var value) ? Read<T>(name, value, defaultValue is null) : defaultValue;
    }

    private ReadOnlySpan<byte> Arrived(int position, string name) => step.Missing == 1 ? input.Span : Element(position, name);

    private ReadOnlySpan<byte> Element(int position, string name)
    {
        var reader = new Utf8JsonReader(input.Span);
        if (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (i == position)
                    return input.Span[start..(int)reader.BytesConsumed];
            }
        }

        throw new TaskArgumentException(
            $"Task '{step.Name}' takes '{name}' from element {position + 1} of a tuple of {step.Missing}, "
            + "but what arrived has no such element.");
    }

    private bool Given(string name, out ReadOnlySpan<byte> value)
    {
        var source = ((RawArguments)step.Arguments).Json.Span;
        var reader = new Utf8JsonReader(source);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found)
            {
                value = source[start..(int)reader.BytesConsumed];
                return true;
            }
        }

        value = default;
        return false;
    }

    private T Read<T>(string name, ReadOnlySpan<byte> value, bool allowNull)
    {
        if (value.IsEmpty)
            throw new TaskArgumentException($"Task '{step.Name}' takes '{name}' from the step before it, but nothing arrived.");
        try
        {
            var argument = JsonSerializer.Deserialize(value, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)));
            return argument is not null || allowNull
                ? argument!
                : throw new TaskArgumentException($"Argument '{name}' of task '{step.Name}' is null, but its type is {TypeNames.Of(typeof(T))}.");
        }
        catch (Exception e) when (e is not TaskArgumentException && sensitive.Contains(name))
        {
            // Neither text nor cause: whoever could not read the value may quote it.
            throw new TaskArgumentException(
                $"Argument '{name}' of task '{step.Name}' cannot be read as {TypeNames.Of(typeof(T))}. It is marked [Sensitive], so nothing more is told.");
        }
        catch (Exception e) when (e is not TaskArgumentException)
        {
            // Constructors and converters of the user's types run here, and may throw anything. The payload itself stays out of the
            // text: it ends in logs and dead-letter reasons.
            throw new TaskArgumentException(
                $"Argument '{name}' of task '{step.Name}' cannot be read as {TypeNames.Of(typeof(T))}"
                + e switch
                {
                    JsonException { Path: { } path } => $" (at {path}).",
                    JsonException or NotSupportedException or InvalidOperationException => $": {e.Message}",
                    _ => $": its constructor, a setter or a converter threw {ExceptionText.TypeOf(e)}.",
                },
                e);
        }
    }
}
