using System.Text.Json;
using TypedTasks.Flows;
using TypedTasks.Serialization;

namespace TypedTasks.Simulation.Tests;

/// <summary>Makes random flows of every form.</summary>
internal sealed class FlowGenerator(SimRandom random, int maxSteps, double failing)
{
    private int steps;

    public PlanNode Create() => PlanCompiler.Compile(Sequence(3, takesInput: false, list: false).Node);

    private (PlanNode Node, bool List) Sequence(int depth, bool takesInput, bool list)
    {
        var items = new List<PlanNode>();
        var length = random.Between(1, 4);
        for (var i = 0; i < length; i++)
        {
            var (node, yieldsList) = Node(depth, takesInput, list);
            items.Add(node);
            (takesInput, list) = (true, yieldsList);
        }

        return (items.Aggregate(default(PlanNode), PlanNode.Then)!, list);
    }

    private (PlanNode Node, bool List) Node(int depth, bool takesInput, bool list)
    {
        if (depth == 0 || steps >= maxSteps)
            return Step(takesInput);
        return random.Below(10) switch
        {
            < 4 => Step(takesInput),
            4 => (new GroupNode([.. Enumerable.Range(0, Size()).Select(_ => Member(depth, takesInput, list))]), true),
            5 => (new GroupNode([.. Enumerable.Range(0, random.Between(1, 4)).Select(_ => Member(depth, takesInput, list))]), true),
            6 or 7 => (new TupleNode([.. Enumerable.Range(0, random.Between(2, 3)).Select(_ => Member(depth, takesInput, list))]), false),
            8 when list => (new EachNode(Sequence(depth - 1, takesInput: true, list: false).Node), true),
            9 when takesInput => (PassNode.Instance, list),
            _ => Sequence(depth - 1, takesInput, list),
        };
    }

    private PlanNode Member(int depth, bool takesInput, bool list) => random.Chance(0.5)
        ? Step(takesInput).Node
        : Sequence(depth - 1, takesInput, list).Node;

    // Now and then more than one transaction takes, so that fan-out messages are met.
    private int Size() => random.Chance(0.1) && steps < maxSteps / 2 ? random.Between(88, 100) : random.Between(0, 3);

    private (PlanNode Node, bool List) Step(bool takesInput)
    {
        var uses = takesInput && random.Chance(0.85);
        var step = new SimStep(
            $"s{steps++}",
            uses,
            random.Chance(0.3) ? random.Below(4) : -1,
            random.Chance(0.1) ? random.Between(1, 2) : 0,
            random.Chance(failing),
            random.Chance(0.2) ? TimeSpan.FromMilliseconds(random.Between(1, 15_000)) : TimeSpan.Zero);
        return (new StepNode(SimRegistry.Task, null, uses ? 1 : 0, new Arguments(step)), step.Yields >= 0);
    }

    private sealed class Arguments(SimStep step) : IArgumentSource
    {
        public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options)
        {
            writer.WritePropertyName("step");
            JsonSerializer.Serialize(writer, step, options);
        }
    }
}
