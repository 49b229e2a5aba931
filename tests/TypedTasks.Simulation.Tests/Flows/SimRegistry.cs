using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Generated;
using TypedTasks.Plans;

namespace TypedTasks.Simulation.Tests;

/// <summary>The one task of the simulation: it does what its argument says, and its value tells which run made it.</summary>
internal sealed class SimRegistry(SimWorld world) : ITaskRegistry
{
    public const string Task = "sim.step";

    /// <summary>The step of a flow that a step has started.</summary>
    public const string ChildTask = "sim.child";

    /// <summary>The same task, which may not start as often as it likes.</summary>
    public const string RatedTask = "sim.rated";

    /// <summary>The size from which values do not travel in messages, and that large ones have.</summary>
    public const int ClaimCheckBytes = 1024;

    /// <summary>How often the task with a rate limit may start.</summary>
    public static readonly RateLimit Rate = new(1, TimeSpan.FromSeconds(2));

    public IReadOnlyList<TaskDefinition> Tasks =>
    [
        new TaskDefinition(Task, RunAsync),
        new TaskDefinition(RatedTask, RunAsync) { RateLimit = Rate },
        new TaskDefinition(ChildTask, RunChildAsync),
    ];

    public IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers => [];

    private async ValueTask RunAsync(StepInvocation step)
    {
        var behaviour = step.Argument<SimStep>(1, "step");
        var input = behaviour.TakesInput ? step.Argument<JsonElement>(0, "input") : default;
        var place = step.Context.Step;
        // A process that is gone comes to the end of its pauses all the same.
        if (world.Current.Value!.Owner.IsDead)
            await new TaskCompletionSource().Task;
        var text = input.ValueKind == JsonValueKind.Undefined ? "" : Digest.Canonical(input);
        var run = world.Watch.Started(behaviour, place, text, input);
        using var running = world.Watch.Running(behaviour, place);
        if (behaviour.Takes > TimeSpan.Zero)
            await SimClock.WaitAsync(world.Time, behaviour.Takes, step.CancellationToken);
        if (world.TakesDown(place))
            await new TaskCompletionSource().Task;
        var fails = behaviour.FailsIn(world.Current.Value.Source.Envelope.Key.Generation)
            || step.Context.Attempt < behaviour.FailsFirst
            || (run == behaviour.FailsRun && step.Context.Attempt == 0);
        if (fails)
        {
            world.Watch.Lines.Failed(place);
            world.Broken?.AttemptFailed(world, world.Current.Value);
            throw new InvalidOperationException($"{behaviour.Id} fails in attempt {step.Context.Attempt}.");
        }

        if (behaviour.Starts is { } takes)
            world.Watch.Children.Add((await step.Context.EnqueueAsync(SimSignature.Child(takes), step.CancellationToken)).FlowId);
        if (behaviour.Plans > 0)
        {
            step.Replace(new SimSignature(PlanOf(behaviour, place, run)));
            return;
        }

        var digest = Digest.Of(behaviour.Id, text);
        step.Return<JsonNode>(behaviour.Yields < 0
            ? Value(place, run, digest, (behaviour.IsLarge ? ClaimCheckBytes : 0) + behaviour.Padding)
            : new JsonArray([.. Enumerable.Range(0, behaviour.Yields).Select(i => Value($"{place}[{i}]", run, $"{digest}[{i}]", behaviour.IsLarge ? ElementBytes(i) : 0))]));
    }

    private async ValueTask RunChildAsync(StepInvocation step)
    {
        var takes = step.Argument<TimeSpan>(0, "takes");
        world.Watch.Turns.Started(SimPlace.Child);
        world.Clockwork?.Watch.Runs(world.Current.Value!.Source.Message.FlowId);
        if (takes > SimWorld.LockDuration)
            world.Count(Fault.SlowStep, SimPlace.Child);
        if (takes > TimeSpan.Zero)
            await SimClock.WaitAsync(world.Time, takes, step.CancellationToken);
        step.Return(true);
    }

    // Of two or more the list is too large for a message, and every second element is so by itself.
    private static int ElementBytes(int index) => index % 2 == 0 ? ClaimCheckBytes / 2 : ClaimCheckBytes;

    /// <summary>Another plan in each run, so that steps of two runs never make one result.</summary>
    private static PlanNode PlanOf(SimStep behaviour, string place, int run) =>
        new FlowGenerator(new SimRandom(HashOf($"{behaviour.Id} {place} {run}")), 4, new FlowMix(0, AllForms: false), $"{behaviour.Id}r{run}")
            .CreateInner(behaviour.Plans);

    private static int HashOf(string text) => text.Aggregate(17, static (hash, c) => unchecked((hash * 31) + c)) & int.MaxValue;

    // A chunk runs a place once per element: the digest tells them apart.
    private static JsonObject Value(string place, int run, string digest, int padding = 0)
    {
        var value = new JsonObject { ["p"] = $"{place}:{digest}", ["r"] = run, ["d"] = digest };
        if (padding > 0)
            value["x"] = new string('x', padding);
        return value;
    }
}
