using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>Writes a plan as docs/wire.md says.</summary>
internal static class PlanWriter
{
    private const int Shallow = 8;

    public static byte[] Write(PlanNode plan, JsonSerializerOptions options)
    {
        var buffer = JsonBuffer.Rent();
        Write(buffer.Writer, plan, options);
        return buffer.ToArrayAndReturn();
    }

    private static void Write(Utf8JsonWriter writer, PlanNode node, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (node.Call is { } call)
            WriteCall(writer, call, options);
        else if (node.Given is { } value)
            WriteValue(writer, "value"u8, value, options);
        else if (node.Wait is { } wait)
            WriteWait(writer, wait, options);
        else
            WriteChildren(writer, node, options);
        node.WriteAttributes(writer);
        writer.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter writer, PlanNode node, JsonSerializerOptions options)
    {
        var tag = node.Tag;
        if (tag.List is { } list)
            WriteAll(writer, list, node.Children, options);
        if (tag.First is { } first)
            WriteChild(writer, first, node.Children[0], options);
        if (tag.Second is { } second)
            WriteChild(writer, second, node.Children[1], options);
    }

    private static void WriteChild(Utf8JsonWriter writer, NodeTag.Name name, PlanNode node, JsonSerializerOptions options)
    {
        writer.WritePropertyName(name.Text);
        Write(writer, node, options);
    }

    private static void WriteAll(
        Utf8JsonWriter writer, NodeTag.Name name, ImmutableArray<PlanNode> nodes, JsonSerializerOptions options)
    {
        writer.WriteStartArray(name.Text);
        foreach (var node in nodes)
            Write(writer, node, options);
        writer.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter writer, StepCall step, JsonSerializerOptions options)
    {
        writer.WriteString("t"u8, step.Name);
        if (step.QueueName != QueueNames.Default)
            writer.WriteString("q"u8, step.QueueName);
        if (step.Missing > 0)
            writer.WriteNumber("m"u8, step.Missing);
        if (step.IsReplaced)
            writer.WriteBoolean("replaced"u8, true);
        writer.WritePropertyName("a"u8);
        if (writer.CurrentDepth <= Shallow)
            WriteArguments(writer, step, options);
        else
            WriteArgumentsApart(writer, step, options);
        if (step.Options is { } o)
            WriteOptions(writer, o);
    }

    // The serializer counts the depth of what it writes from the root of the plan, where arguments are not.
    private static void WriteArgumentsApart(Utf8JsonWriter writer, StepCall step, JsonSerializerOptions options)
    {
        var apart = JsonBuffer.Rent();
        WriteArguments(apart.Writer, step, options);
        writer.WriteRawValue(apart.ToArrayAndReturn(), skipInputValidation: true);
    }

    private static void WriteArguments(Utf8JsonWriter writer, StepCall step, JsonSerializerOptions options)
    {
        try
        {
            writer.WriteStartObject();
            step.Arguments.WriteArguments(writer, options);
            writer.WriteEndObject();
        }
        catch (Exception e)
        {
            // Getters and converters of the user's types run here, and may throw anything.
            throw new TaskArgumentException(
                $"An argument of task '{step.Name}' cannot be written as JSON: {ExceptionText.MessageOf(e)} "
                + "Pass plain data; where reflection is off, add the type to the assembly's JsonSerializerContext.",
                e);
        }
    }

    private static void WriteWait(Utf8JsonWriter writer, WaitRule wait, JsonSerializerOptions options)
    {
        writer.WriteString("wait"u8, wait.Event);
        if (wait.Key is { } key)
            writer.WriteString("waitKey"u8, key);
        if (wait.IsKeyed)
            writer.WriteBoolean("keyed"u8, true);
        if (wait.Within is { } within)
            writer.WriteNumber("within"u8, within.TotalMilliseconds);
        if (wait.Otherwise is { } value)
            WriteValue(writer, "else"u8, value, options);
    }

    private static void WriteValue(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IGivenValue value, JsonSerializerOptions options)
    {
        try
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.ToJson(options).Span, skipInputValidation: true);
        }
        catch (Exception e)
        {
            // Getters and converters of the user's types run here, and may throw anything.
            throw new TaskArgumentException(
                $"A value that the flow was composed with (Signature.Value, OrElse) cannot be written as JSON: {ExceptionText.MessageOf(e)} "
                + "Pass plain data; where reflection is off, add the type to the assembly's JsonSerializerContext.",
                e);
        }
    }

    private static void WriteOptions(Utf8JsonWriter writer, StepOptions options)
    {
        if (options.Delay is { } delay)
            writer.WriteNumber("delay"u8, delay.TotalMilliseconds);
        if (options.At is { } at)
            writer.WriteString("at"u8, at.ToUniversalTime());
        if (options.Timeout is { } timeout)
            writer.WriteNumber("timeout"u8, timeout.TotalMilliseconds);
        if (options.Expiry is { } expiry)
            writer.WriteNumber("expiry"u8, expiry.TotalMilliseconds);
        if (options.LimitKey is { } key)
        {
            writer.WriteString("limitKey"u8, key);
            writer.WriteNumber("limit"u8, options.Limit);
        }

        if (options.OrderingKey is { } line)
            writer.WriteString("orderingKey"u8, line);
        if (options.Headers is { } headers)
        {
            writer.WriteStartObject("headers"u8);
            foreach (var (name, value) in headers)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        if (options.Retry is not { } retry)
            return;
        writer.WriteStartObject("retry"u8);
        writer.WriteNumber("max"u8, retry.MaxRetries);
        writer.WriteNumber("delay"u8, retry.Delay.TotalMilliseconds);
        writer.WriteNumber("maxDelay"u8, retry.MaxDelay.TotalMilliseconds);
        WriteNames(writer, "on"u8, retry.Retried);
        WriteNames(writer, "not"u8, retry.NotRetried);
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var n in names)
            writer.WriteStringValue(n);
        writer.WriteEndArray();
    }
}
