using System.Collections.Immutable;
using TypedTasks.Engine;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Simulation.Tests;

/// <summary>The plan of a flow, and those that its steps were recorded to have returned.</summary>
internal sealed class SimPlans(SimWorld world, FlowKey key, PlanNode root)
{
    private Flow flow = new(key, true, new PlanReference(root, default, false), null);

    public PlanNode Root => root;

    /// <summary>The plan that a step returned, or null where none is recorded.</summary>
    public PlanNode? At(string level) =>
        world.Read(new GetValue(key, Flow.LevelKey(level))) is { } json ? PlanReader.Read(json) : null;

    /// <exception cref="FlowFormatException">It lies in a plan that is not recorded.</exception>
    public PlanNode NodeAt(StepPath path)
    {
        ReadLevels(path);
        return new Place(flow, path, []).Node;
    }

    /// <summary>The join that counts the branch of a step, or null.</summary>
    public Climb? JoinAbove(StepPath path, ImmutableArray<int> sizes)
    {
        ReadLevels(path);
        return Climb.ToJoin(new Place(flow, path, sizes));
    }

    /// <summary>A place of the flow, in the generation of a message.</summary>
    public Place PlaceOf(Envelope envelope)
    {
        ReadLevels(envelope.Path);
        var plan = envelope.PlanHash is { } hash
            ? PlanReference.Read(world.Read(new GetPlan(hash))!, inline: false)
            : PlanReference.Read(envelope.Plan, inline: true);
        return new(flow with { Key = envelope.Key, Plan = plan }, envelope.Path, envelope.Sizes);
    }

    private void ReadLevels(StepPath path)
    {
        for (var i = 0; i < path.Text.Length; i++)
        {
            var level = path.Text[..(i + 1)];
            if (path.Text[i] is not (StepPath.PlanLevel or StepPath.CompensationLevel) || flow.Levels.ContainsKey(level))
                continue;
            var plan = At(level) ?? throw new FlowFormatException($"There is no plan at '{level}'.");
            flow = flow with { Levels = flow.Levels.Add(level, new(plan, default, false)) };
        }
    }

    /// <summary>Whether the one comes after the other in one sequence.</summary>
    public bool IsAfter(StepPath later, StepPath earlier)
    {
        var common = 0;
        while (common < Math.Min(later.Text.Length, earlier.Text.Length) && later.Text[common] == earlier.Text[common])
            common++;
        while (common > 0 && char.IsAsciiDigit(later.Text[common - 1]))
            common--;
        var ancestor = later.Text[..common].TrimEnd('.');
        return PathOrder.Instance.Compare(later.Text, earlier.Text) > 0
            && !StepPath.IsWithin(later.Text, earlier.Text)
            && NodeAt(StepPath.Parse(ancestor)) is SequenceNode;
    }
}
