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
        switch (node)
        {
            case StepNode step:
                WriteStep(writer, step, options);
                break;
            case SequenceNode sequence:
                WriteAll(writer, "s"u8, sequence.Items, options);
                break;
            case JoinNode join:
                WriteAll(writer, join is TupleNode ? "p"u8 : join is FirstOfNode ? "f"u8 : "g"u8, join.Members, options);
                if (join.IsSettled)
                    writer.WriteBoolean("settled"u8, true);
                break;
            case EachNode each:
                WriteEach(writer, each, options);
                break;
            case PassNode:
                writer.WriteBoolean("pass"u8, true);
                break;
            case RecordedNode recorded:
                writer.WriteString("recorded"u8, recorded.Scope.Text);
                break;
            case ScopeNode scope:
                WriteScope(writer, scope, options);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteEach(Utf8JsonWriter writer, EachNode each, JsonSerializerOptions options)
    {
        WriteChild(writer, "e"u8, each.Body, options);
        if (each.ChunkSize > 0)
            writer.WriteNumber("chunk"u8, each.ChunkSize);
        if (each.MaxParallelism > 0)
            writer.WriteNumber("most"u8, each.MaxParallelism);
        if (each.IsSettled)
            writer.WriteBoolean("settled"u8, true);
    }

    private static void WriteScope(Utf8JsonWriter writer, ScopeNode scope, JsonSerializerOptions options)
    {
        WriteChild(writer, "x"u8, scope.Body, options);
        switch (scope)
        {
            case RecoverNode recover:
                WriteChild(writer, "recover"u8, recover.Handler, options);
                break;
            case SideNode side:
                WriteChild(writer, side.OnFailure ? "onError"u8 : "onSuccess"u8, side.Branch, options);
                break;
            case CompensateNode compensate:
                WriteChild(writer, "undo"u8, compensate.Compensation, options);
                break;
            case LimitNode limit:
                WriteLimit(writer, limit);
                break;
        }
    }

    private static void WriteLimit(Utf8JsonWriter writer, LimitNode limit)
    {
        if (limit.Timeout is { } timeout)
            writer.WriteNumber("within"u8, timeout.TotalMilliseconds);
        if (limit.Expiry is { } expiry)
            writer.WriteNumber("expiry"u8, expiry.TotalMilliseconds);
        if (limit.Delay is { } delay)
            writer.WriteNumber("delay"u8, delay.TotalMilliseconds);
        if (limit.At is { } at)
            writer.WriteString("at"u8, at.ToUniversalTime());
    }

    private static void WriteChild(Utf8JsonWriter writer, ReadOnlySpan<byte> name, PlanNode node, JsonSerializerOptions options)
    {
        writer.WritePropertyName(name);
        Write(writer, node, options);
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
    private static void WriteArgumentsApart(Utf8JsonWriter writer, StepNode step, JsonSerializerOptions options)
    {
        var apart = JsonBuffer.Rent();
        WriteArguments(apart.Writer, step, options);
        writer.WriteRawValue(apart.ToArrayAndReturn(), skipInputValidation: true);
    }

    private static void WriteArguments(Utf8JsonWriter writer, StepNode step, JsonSerializerOptions options)
    {
        try
        {
            writer.WriteStartObject();
            step.Arguments.WriteArguments(writer, options);
            writer.WriteEndObject();
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
