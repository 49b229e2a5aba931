using System.Text;
using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Simulation.Tests;

/// <summary>Makes random flows of every form.</summary>
internal sealed class FlowGenerator(SimRandom random, int maxSteps, FlowMix mix, string prefix = "s")
{
    private const int MostWaits = 3;

    private int steps;

    // How many compositions around have a key: what would let others overtake is left out below them.
    private int lines;

    // Each of these makes more than one result right: a few keep the oracle's sets small.
    private int undecided = 3;

    // Under Each every element would wait for the same event.
    private int repeats;
    private int waits;

    public PlanNode Create(int depth)
    {
        var root = Sequence(depth, takesInput: false, list: false).Node;
        return mix.Operated is { } chance && chance.Chance(0.3) ? new SideNode(root, new(Branch(), OnFailure: true)) : root;
    }

    /// <summary>A small plan that a step returns; it may return one itself.</summary>
    public PlanNode CreateInner(int plans)
    {
        var sequence = Sequence(1, takesInput: false, list: false).Node;
        return plans > 1 ? PlanNode.Then(sequence, Step(false, plans - 1).Node) : sequence;
    }

    private (PlanNode Node, bool List) Sequence(int depth, bool takesInput, bool list)
    {
        if (mix.Lines is not { } chance || !chance.Chance(0.1))
            return PlainSequence(depth, takesInput, list);
        lines++;
        var (node, yieldsList) = PlainSequence(depth, takesInput, list);
        lines--;
        return (node with { Options = (node.Options ?? StepOptions.None) with { OrderingKey = Line(chance) } }, yieldsList);
    }

    // Few keys, so that lines form.
    private static string Line(SimRandom chance) => chance.Chance(0.7) ? "a" : "b";

    private (PlanNode Node, bool List) PlainSequence(int depth, bool takesInput, bool list)
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
        if (mix.Waits is { } waiting && repeats == 0 && waits < MostWaits && waiting.Chance(0.25))
            return (Wait(waiting), false);
        if (depth == 0 || steps >= maxSteps)
            return Step(takesInput);
        if (list && mix.AllForms && random.Chance(0.4))
            return (Each(depth), true);
        if (mix.AllForms && random.Chance(0.35))
            return Scope(depth, takesInput, list);
        return random.Below(10) switch
        {
            < 4 => Step(takesInput),
            4 => (new GroupNode([.. Enumerable.Range(0, Size()).Select(_ => Member(depth, takesInput, list))]), true),
            5 => (new GroupNode([.. Enumerable.Range(0, random.Between(1, 4)).Select(_ => Member(depth, takesInput, list))]), true),
            6 or 7 => (new TupleNode([.. Enumerable.Range(0, random.Between(2, 3)).Select(_ => Member(depth, takesInput, list))]), false),
            8 when list => (Each(depth), true),
            9 when takesInput => (PassNode.Instance, list),
            _ => Sequence(depth - 1, takesInput, list),
        };
    }

    private WaitNode Wait(SimRandom chance)
    {
        var name = $"{prefix}w{waits++}";
        var within = undecided > 0 && chance.Chance(0.6) ? TimeSpan.FromMilliseconds(chance.Between(1000, 60_000)) : (TimeSpan?)null;
        if (within is not null)
            undecided--;
        var otherwise = within is not null && chance.Chance(0.6) ? new RawValue(Encoding.UTF8.GetBytes($$"""{"d":"else-{{name}}"}""")) : null;

        // One event under several keys, or an event of its own.
        return chance.Chance(0.5)
            ? new(new($"{prefix}w", $"{name}-key", Within: within, Otherwise: otherwise))
            : new(new(name, Within: within, Otherwise: otherwise));
    }

    private (PlanNode Node, bool List) Scope(int depth, bool takesInput, bool list)
    {
        if (mix.Settles is { } chance && chance.Chance(0.3))
            return (Absorb(chance, depth, takesInput, list), true);
        switch (random.Below(9))
        {
            case 0:
                return (new RecoverNode(Body(depth, takesInput, list), Sequence(depth - 1, takesInput: true, list: false).Node), false);
            case 1:
                return (new SideNode(Body(depth, takesInput, list), new(Branch(), OnFailure: true)), false);
            case 2:
                return (new SideNode(Body(depth, takesInput, list), new(Branch(), OnFailure: false)), false);
            case 3:
                return (new SettledNode(Body(depth, takesInput, list)), false);
            case 4:
                return (new GroupNode([.. Enumerable.Range(0, random.Between(0, 3)).Select(_ => Member(depth, takesInput, list))]) { IsSettled = true }, true);
            case 5 when undecided-- > 0:
                return (new LimitNode(Body(depth, takesInput, list), new(TimeSpan.FromSeconds(random.Between(1, 60)), null, null, null)), false);
            case 6 when undecided-- > 0:
                return (new FirstOfNode([.. Enumerable.Range(0, random.Between(1, 3)).Select(_ => Member(depth, takesInput, list))]), false);
            case 7:
                return (new CompensateNode(Body(depth, takesInput, list), Compensation()), false);
            case 8:
                return Step(takesInput, random.Between(1, 3));
            default:
                return Step(takesInput);
        }
    }

    // What Settled() makes of a group with a time of its own, of a sequence that ends with a group, and of both.
    private PlanNode Absorb(SimRandom chance, int depth, bool takesInput, bool list)
    {
        var first = chance.Chance(0.7) ? Sequence(depth - 1, takesInput, list) : ((PlanNode Node, bool List)?)null;
        var (takes, isList) = first is { } before ? (true, before.List) : (takesInput, list);
        var members = Enumerable.Range(0, chance.Between(0, 3)).Select(_ => Member(depth, takes, isList));
        PlanNode group = isList && chance.Chance(0.7)
            ? new EachNode(Repeated(depth - 1), new(0, chance.Chance(0.3) ? chance.Between(1, 2) : 0, IsSettled: false))
            : chance.Chance(0.3) ? new TupleNode([.. members, Member(depth, takes, isList), Member(depth, takes, isList)])
            : new GroupNode([.. members]);
        var inner = first is null || chance.Chance(0.3);
        if (inner)
            group = InTime(chance, group);
        var body = PlanNode.Then(first?.Node, group);
        return (first is not null && (!inner || chance.Chance(0.2)) ? InTime(chance, body) : body).Settled();
    }

    private PlanNode InTime(SimRandom chance, PlanNode node) => undecided-- > 0 && chance.Chance(0.7)
        ? node with { Options = (node.Options ?? StepOptions.None) with { Timeout = TimeSpan.FromMilliseconds(chance.Between(1, 20_000)) } }
        : node;

    private EachNode Each(int depth)
    {
        var single = mix.AllForms && random.Chance(0.5);
        var each = new EachNode(single ? Step(takesInput: true, always: true).Node : Repeated(depth - 1), new(0, 0, IsSettled: false));
        if (!mix.AllForms)
            return each;
        return each with
        {
            Rule = new(
                single && random.Chance(0.7) ? random.Between(2, 3) : 0,
                random.Chance(0.5) ? random.Between(1, 3) : 0,
                !single && random.Chance(0.3)),
        };
    }

    private PlanNode Repeated(int depth)
    {
        repeats++;
        var node = Sequence(depth, takesInput: true, list: false).Node;
        repeats--;
        return node;
    }

    // A scope around a list yields what the list's join does; the simulator calls it a plain value.
    private PlanNode Body(int depth, bool takesInput, bool list) => Sequence(depth - 1, takesInput, list).Node;

    private StepNode Branch()
    {
        var branch = Call(new SimStep($"{prefix}{steps++}", true, -1, random.Below(2), false, Duration()), 1);

        // Late enough that the flow has ended, and what it no longer needs was freed.
        return mix.Operated is { } chance && lines == 0 && chance.Chance(0.5)
            ? branch with { Options = new() { Delay = TimeSpan.FromSeconds(chance.Between(1, 60)) } }
            : branch;
    }

    private StepNode Compensation() =>
        Call(new SimStep($"c{prefix}{steps++}", true, -1, random.Below(2), random.Chance(0.1), Duration()), 1);

    private PlanNode Member(int depth, bool takesInput, bool list) => random.Chance(0.5)
        ? Step(takesInput).Node
        : Sequence(depth - 1, takesInput, list).Node;

    // Now and then more than one transaction takes, so that fan-out messages are met.
    private int Size() => random.Chance(mix.IsWide ? 0.3 : 0.1) && steps < maxSteps / 2
        ? random.Between(88, 100) + (mix.Operated is { } chance && chance.Chance(0.5) ? chance.Between(1, 40) : 0)
        : random.Between(0, 3);

    private (PlanNode Node, bool List) Step(bool takesInput, int plans = 0, bool always = false)
    {
        var uses = takesInput && (always || random.Chance(0.85));
        var options = mix.AllForms && random.Chance(0.1) ? Options() : null;
        if (lines > 0 && options is not { Expiry: not null })
            options = null;
        var step = new SimStep(
            $"{prefix}{steps++}",
            uses,
            plans == 0 && random.Chance(0.3) ? random.Below(4) : -1,
            random.Chance(0.1) ? random.Between(1, 2) : 0,
            random.Chance(mix.Failing),
            Duration(),
            plans,
            options?.At ?? (SimWorld.Start + options?.Delay),
            random.Chance(0.1));
        step = Operated(WithExtras(step));
        if (step.Shares is not null)
            options = (options ?? StepOptions.None) with { LimitKey = step.Shares, Limit = step.Permits };
        if (options is null or { Delay: null, At: null, LimitKey: null } && mix.Lines is { } chance && chance.Chance(0.2))
        {
            options = (options ?? StepOptions.None) with { OrderingKey = Line(chance) };
            // A line is worth something where attempts fail in it.
            if (step.FailsFirst == 0 && chance.Chance(0.3))
                step = step with { FailsFirst = chance.Between(1, 2) };
        }

        var isRated = mix.Operated is { } rates && lines == 0 && options?.OrderingKey is null && rates.Chance(0.06);
        return (Call(step, uses ? 1 : 0, isRated ? SimRegistry.RatedTask : SimRegistry.Task) with { Options = options }, step.Yields >= 0);
    }

    private SimStep Operated(SimStep step)
    {
        if (mix.Operated is not { } chance)
            return step;
        if (chance.Chance(mix.Failing))
            step = step with { FailsAlways = true };
        if (step.FailsAlways)
            step = step with { MendedIn = chance.Below(4) };
        else if (step.FailsFirst == 0 && chance.Chance(0.2))
            step = step with { FailsRun = chance.Between(1, 3) };
        if (mix.IsWide && chance.Chance(0.5))
            step = step with { Padding = chance.Between(2500, 6500) };
        if (mix.Large > 0 && chance.Chance(mix.Large))
            step = step with { IsLarge = true };
        return step;
    }

    private SimStep WithExtras(SimStep step)
    {
        if (mix.Extras is not { } chance)
            return step;
        if (mix.Large > 0 && chance.Chance(mix.Large))
            step = step with { IsLarge = true };
        if (chance.Chance(0.15) && lines == 0)
            step = step with { Shares = chance.Chance(0.5) ? "a" : "b", Permits = 2 };
        if (chance.Chance(0.1))
            step = step with { Starts = chance.Chance(0.2) ? TimeSpan.FromMilliseconds(chance.Between(1, 40_000)) : TimeSpan.Zero };
        return step;
    }

    private StepOptions Options() => random.Below(3) switch
    {
        0 => new() { Delay = TimeSpan.FromSeconds(random.Between(1, 60)) },
        1 => new() { At = SimWorld.Start + TimeSpan.FromSeconds(random.Between(1, 120)) },
        _ when undecided-- > 0 => new() { Expiry = TimeSpan.FromSeconds(random.Between(1, 30)) },
        _ => new() { Delay = TimeSpan.FromSeconds(1) },
    };

    // Now and then longer than a lock holds that is not renewed.
    private TimeSpan Duration() => random.Chance(0.2)
        ? TimeSpan.FromMilliseconds(random.Between(1, random.Chance(0.2) ? 40_000 : 5_000))
        : TimeSpan.Zero;

    private static StepNode Call(SimStep step, int missing, string task = SimRegistry.Task) =>
        new(new StepCall(task, null, missing, new Arguments(step)) { IsReplaced = step.Plans > 0 });

    private sealed class Arguments(SimStep step) : IArgumentSource
    {
        public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options)
        {
            writer.WritePropertyName("step");
            JsonSerializer.Serialize(writer, step, options);
        }
    }
}
