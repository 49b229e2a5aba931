using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Contracts;

namespace TypedTasks.Simulation.Tests;

/// <summary>The one task of the simulation: it does what its argument says, and its value tells which run made it.</summary>
internal sealed class SimRegistry(SimWorld world) : ITaskRegistry
{
    public const string Task = "sim.step";

    public IReadOnlyList<TaskDefinition> Tasks => [new TaskDefinition(Task, RunAsync)];

    public IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers => [];

    private async ValueTask RunAsync(StepInvocation step)
    {
        var behaviour = step.Argument<SimStep>(1, "step");
        var input = behaviour.TakesInput ? step.Argument<JsonElement>(0, "input") : default;
        var place = step.Context.Step;
        var run = world.Started(step.Context.FlowId, place, step.Context.Attempt, input);
        if (behaviour.Takes > TimeSpan.Zero)
            await SimClock.WaitAsync(world.Time, behaviour.Takes, step.CancellationToken);
        if (behaviour.FailsAlways || step.Context.Attempt < behaviour.FailsFirst)
            throw new InvalidOperationException($"{behaviour.Id} fails in attempt {step.Context.Attempt}.");

        var digest = Digest.Of(behaviour.Id, input.ValueKind == JsonValueKind.Undefined ? "" : Digest.Canonical(input));
        step.Return<JsonNode>(behaviour.Yields < 0
            ? Value(place, run, digest)
            : new JsonArray([.. Enumerable.Range(0, behaviour.Yields).Select(i => Value($"{place}[{i}]", run, $"{digest}[{i}]"))]));
    }

    private static JsonObject Value(string place, int run, string digest) =>
        new() { ["p"] = place, ["r"] = run, ["d"] = digest };
}
