using System.Text.Json;

namespace TypedTasks.Flows;

/// <summary>Writes a plan as docs/wire.md says.</summary>
internal static class PlanWriter
{
    public static byte[] Write(PlanNode plan, JsonSerializerOptions options)
    {
        var buffer = JsonBuffer.Rent();
        Write(buffer.Writer, plan, options);
        return buffer.ToArrayAndReturn();
    }

    private static void Write(Utf8JsonWriter writer, PlanNode node, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (node)
        {
            case StepNode step:
                WriteStep(writer, step, options);
                break;
            case SequenceNode sequence:
                WriteAll(writer, "s"u8, sequence.Items, options);
                break;
            case GroupNode group:
                WriteAll(writer, "g"u8, group.Members, options);
                break;
            case TupleNode tuple:
                WriteAll(writer, "p"u8, tuple.Members, options);
                break;
            case EachNode each:
                writer.WritePropertyName("e"u8);
                Write(writer, each.Body, options);
                break;
            case PassNode:
                writer.WriteBoolean("pass"u8, true);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteAll(
        Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<PlanNode> nodes, JsonSerializerOptions options)
    {
        writer.WriteStartArray(name);
        foreach (var node in nodes)
            Write(writer, node, options);
        writer.WriteEndArray();
    }

    private static void WriteStep(Utf8JsonWriter writer, StepNode step, JsonSerializerOptions options)
    {
        writer.WriteString("t"u8, step.Task);
        if (step.QueueName != QueueNames.Default)
            writer.WriteString("q"u8, step.QueueName);
        if (step.Missing > 0)
            writer.WriteNumber("m"u8, step.Missing);
        writer.WriteStartObject("a"u8);
        WriteArguments(writer, step, options);
        writer.WriteEndObject();
        if (step.Options is { } o)
            WriteOptions(writer, o);
    }

    private static void WriteArguments(Utf8JsonWriter writer, StepNode step, JsonSerializerOptions options)
    {
        try
        {
            step.Arguments.WriteArguments(writer, options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new TaskArgumentException(
                $"An argument of task '{step.Task}' cannot be written as JSON: {e.Message} "
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
