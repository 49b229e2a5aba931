using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Flows;

/// <summary>Reads a plan as docs/wire.md says. Messages come from outside: everything is checked.</summary>
internal static class PlanReader
{
    private const int MaxDepth = 512;

    public static PlanNode Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return ReadNode(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new FlowFormatException($"The plan of the flow cannot be read: {e.Message}", e);
        }
    }

    private static PlanNode ReadNode(JsonElement node)
    {
        foreach (var member in node.EnumerateObject())
        {
            switch (member.Name)
            {
                case "t":
                    return ReadStep(node);
                case "s" when member.Value.GetArrayLength() > 0:
                    return new SequenceNode(ReadNodes(member.Value));
                case "g":
                    return new GroupNode(ReadNodes(member.Value));
                case "p":
                    return new TupleNode(ReadNodes(member.Value));
                case "e":
                    return new EachNode(ReadNode(member.Value));
                case "pass":
                    return PassNode.Instance;
            }
        }

        throw new FormatException("a node is neither step, sequence, group, tuple, each nor pass.");
    }

    private static ImmutableArray<PlanNode> ReadNodes(JsonElement nodes)
    {
        var builder = ImmutableArray.CreateBuilder<PlanNode>(nodes.GetArrayLength());
        foreach (var node in nodes.EnumerateArray())
            builder.Add(ReadNode(node));
        return builder.MoveToImmutable();
    }

    private static StepNode ReadStep(JsonElement node)
    {
        string? task = null;
        string? queue = null;
        var missing = 0;
        var arguments = RawArguments.None;
        StepOptions? options = null;
        foreach (var member in node.EnumerateObject())
        {
            switch (member.Name)
            {
                case "t":
                    task = member.Value.GetString();
                    break;
                case "q":
                    queue = member.Value.GetString();
                    break;
                case "m":
                    missing = member.Value.GetInt32();
                    break;
                case "a":
                    arguments = ReadArguments(member.Value);
                    break;
                case "delay":
                    options = (options ?? StepOptions.None) with { Delay = Milliseconds(member.Value) };
                    break;
                case "at":
                    options = (options ?? StepOptions.None) with { At = member.Value.GetDateTimeOffset() };
                    break;
                case "timeout":
                    options = (options ?? StepOptions.None) with { Timeout = Milliseconds(member.Value) };
                    break;
                case "retry":
                    options = (options ?? StepOptions.None) with { Retry = ReadRetry(member.Value) };
                    break;
            }
        }

        if (string.IsNullOrEmpty(task))
            throw new FormatException("a step names no task.");
        return new StepNode(task, queue, missing, arguments) { Options = options };
    }

    private static RawArguments ReadArguments(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.Object
            ? new RawArguments(System.Text.Encoding.UTF8.GetBytes(arguments.GetRawText()))
            : throw new FormatException("the arguments of a step are not an object.");

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

    private static ImmutableArray<string> ReadNames(JsonElement names) =>
        [.. names.EnumerateArray().Select(static n => n.GetString() ?? "")];
}
