using System.Text.Json;
using TypedTasks.Flows;

namespace TypedTasks.Simulation.Tests;

/// <summary>What a flow must yield, by evaluating its plan directly: recursion instead of messages.</summary>
internal sealed class Oracle(JsonSerializerOptions json)
{
    /// <summary>The values that fail the flow; empty when it must succeed.</summary>
    public HashSet<string> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary>Every place that may run.</summary>
    public HashSet<string> Places { get; } = new(StringComparer.Ordinal);

    public string? Evaluate(PlanNode node, StepPath path, Expected? input) => Eval(node, path, input)?.Text;

    private Expected? Eval(PlanNode node, StepPath path, Expected? input)
    {
        switch (node)
        {
            case StepNode step:
                return Run(step, path, input);
            case PassNode:
                return input;
            case SequenceNode sequence:
                var value = input;
                for (var i = 0; i < sequence.Items.Length; i++)
                {
                    value = Eval(sequence.Items[i], path.Child(i), value);
                    if (value is null)
                        return null;
                }

                return value;
            case JoinNode join:
                return All(join.Members.Select((m, i) => Eval(m, path.Child(i), input)).ToArray());
            case EachNode each:
                return All(input!.Items!.Select((e, i) => Eval(each.Body, path.Child(i), e)).ToArray());
            default:
                throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private static Expected? All(Expected?[] members) =>
        members.Any(static m => m is null) ? null : Expected.List(members!);

    private Expected? Run(StepNode node, StepPath path, Expected? input)
    {
        Places.Add(path.Text);
        var step = Read(node);
        if (step.FailsAlways || step.FailsFirst > RetryPolicy.Default.MaxRetries)
        {
            Failing.Add(path.Text);
            return null;
        }

        var digest = Digest.Of(step.Id, step.TakesInput ? input!.Text : "");
        return step.Yields < 0
            ? new Expected(digest, null)
            : Expected.List([.. Enumerable.Range(0, step.Yields).Select(i => new Expected($"{digest}[{i}]", null))]);
    }

    private SimStep Read(StepNode node)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            node.Arguments.WriteArguments(writer, json);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.GetProperty("step").Deserialize<SimStep>(json)!;
    }

    /// <param name="Text">The canonical text of the value.</param>
    /// <param name="Items">Its elements, when it is a list.</param>
    internal sealed record Expected(string Text, Expected[]? Items)
    {
        public static Expected List(Expected[] items) => new(Digest.List(items.Select(static i => i.Text)), items);
    }
}
