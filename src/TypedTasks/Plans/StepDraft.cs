using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>A step of a plan while its members are read, in whatever order they come.</summary>
internal struct StepDraft
{
    private string? queue;
    private int missing;
    private RawArguments? arguments;
    private StepOptions? options;
    private bool isReplaced;

    public string? Name { get; private set; }

    public readonly StepOptions? Options => options;

    public readonly StepCall ToCall() => Name is { Length: > 0 } name
        ? new StepCall(name, queue, missing, arguments ?? RawArguments.None) { Options = options, IsReplaced = isReplaced }
        : throw new FormatException("a step names no task.");

    /// <summary>Reads the member that the reader has come to; what is not known is passed over.</summary>
    public void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.ValueTextEquals("t"u8))
            Name = reader.Read() ? reader.GetString() ?? "" : null;
        else if (reader.ValueTextEquals("q"u8))
            queue = reader.Read() ? reader.GetString() : null;
        else if (reader.ValueTextEquals("m"u8))
            missing = reader.Read() ? reader.GetInt32() : 0;
        else if (reader.ValueTextEquals("a"u8))
            arguments = ReadArguments(ref reader, json);
        else if (reader.ValueTextEquals("delay"u8))
            options = (options ?? StepOptions.None) with { Delay = Milliseconds(Value(ref reader)) };
        else if (reader.ValueTextEquals("at"u8))
            options = (options ?? StepOptions.None) with { At = Value(ref reader).GetDateTimeOffset() };
        else if (reader.ValueTextEquals("timeout"u8))
            options = (options ?? StepOptions.None) with { Timeout = Milliseconds(Value(ref reader)) };
        else if (reader.ValueTextEquals("expiry"u8))
            options = (options ?? StepOptions.None) with { Expiry = Milliseconds(Value(ref reader)) };
        else if (reader.ValueTextEquals("replaced"u8))
            isReplaced = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("limitKey"u8))
            options = (options ?? StepOptions.None) with { LimitKey = reader.Read() ? reader.GetString() : null };
        else if (reader.ValueTextEquals("limit"u8))
            options = (options ?? StepOptions.None) with { Limit = Value(ref reader).GetInt32() };
        else if (reader.ValueTextEquals("orderingKey"u8))
            options = (options ?? StepOptions.None) with { OrderingKey = reader.Read() ? reader.GetString() : null };
        else if (reader.ValueTextEquals("headers"u8))
            options = (options ?? StepOptions.None) with { Headers = ReadHeaders(Value(ref reader)) };
        else if (reader.ValueTextEquals("retry"u8))
            options = (options ?? StepOptions.None) with { Retry = ReadRetry(Value(ref reader)) };
        else
            reader.Skip();
    }

    private static RawArguments ReadArguments(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("the arguments of a step are not an object.");
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RawArguments(json[start..(int)reader.BytesConsumed]);
    }

    // Options are rare: an element of its own is simpler to read than tokens.
    private static JsonElement Value(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    private static TimeSpan Milliseconds(JsonElement value) => TimeSpan.FromMilliseconds(value.GetDouble());

    private static RetryPolicy ReadRetry(JsonElement retry)
    {
        var policy = RetryPolicy.Default;
        foreach (var member in retry.EnumerateObject())
        {
            policy = member.Name switch
            {
                "max" => policy with { MaxRetries = member.Value.GetInt32() },
                "delay" => policy with { Delay = Milliseconds(member.Value) },
                "maxDelay" => policy with { MaxDelay = Milliseconds(member.Value) },
                "on" => policy with { Retried = ReadNames(member.Value) },
                "not" => policy with { NotRetried = ReadNames(member.Value) },
                _ => policy,
            };
        }

        return policy;
    }

    private static ImmutableSortedDictionary<string, string> ReadHeaders(JsonElement headers) =>
        headers.EnumerateObject().ToImmutableSortedDictionary(
            static h => h.Name, static h => h.Value.GetString() ?? "", StringComparer.Ordinal);

    private static ImmutableArray<string> ReadNames(JsonElement names) =>
        [.. names.EnumerateArray().Select(static n => n.GetString() ?? "")];
}
