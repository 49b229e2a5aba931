using System.Text.Json;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What a flow may come to, by evaluating its plan directly: recursion instead of messages.</summary>
/// <param name="json">How arguments are written.</param>
/// <param name="planAt">The plan that a step at a path was recorded to have returned, or null.</param>
/// <param name="generation">How often the flow was retried.</param>
/// <param name="saidOf">What is recorded of an event.</param>
/// <param name="lost">The places whose messages were given up, so that they may count as failed, and in which generation last.</param>
internal sealed class Oracle(JsonSerializerOptions json, Func<string, PlanNode?> planAt, int generation, IReadOnlyDictionary<string, int> lost, Func<string, string, RaisedEvent> saidOf)
{
    /// <summary>The steps by which the flow may fail; empty when it must succeed.</summary>
    public HashSet<string> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary>Every place that may run.</summary>
    public HashSet<string> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>The scopes with side branches.</summary>
    public Dictionary<string, SideNode> Sides { get; } = new(StringComparer.Ordinal);

    public Possible Evaluate(PlanNode node, StepPath path, Expected? input)
    {
        var possible = EvaluateNode(node, path, input);
        if (!lost.TryGetValue(path.Text, out var last))
            return possible;

        // What was given up before the retry may have been absorbed, and fails no flow after it.
        if (last == generation)
            Failing.Add(path.Text);

        // What was to start the members of a settled group was given up: those that it did not start have that for their outcome.
        if (node is JoinNode { IsSettled: true, Nodes.Length: > 0 } join)
            possible = possible with { Values = Carried(join.Nodes.Length, Members(join, path, input)).Values };
        return possible with { CanFail = true };
    }

    private Possible EvaluateNode(PlanNode node, StepPath path, Expected? input)
    {
        switch (node)
        {
            case StepNode step:
                return Run(step, path, input);
            case WaitNode wait:
                return Wait(wait, path);
            case PassNode:
                return Possible.One(input!);
            case SequenceNode sequence:
                return Sequence(sequence, path, input);
            case FirstOfNode first:
                var alternatives = Members(first, path, input);
                if (alternatives.All(static m => m.CanFail))
                    Failing.Add(path.Text);
                return Possible.Of(alternatives.SelectMany(static m => m.Values), alternatives.All(static m => m.CanFail));
            case JoinNode join:
                return Join(Members(join, path, input), join.IsSettled);
            case EachNode { Rule.ChunkSize: > 0 } each:
                return Chunks(each, path, input!.Items!);
            case EachNode each:
                return Join([.. input!.Items!.Select((e, i) => Evaluate(each.Body, path.Child(i), e))], each.Rule.IsSettled);
            case AbsorbNode absorb:
                return Absorb(absorb, path, input);
            case ScopeNode scope:
                return Scope(scope, path, Evaluate(scope.Body, path.Child(0), input));
            default:
                throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private Possible Wait(WaitNode node, StepPath path)
    {
        var said = saidOf(node.Rule.Event, node.Rule.Key ?? "");
        if (said.Answer == RaiseOutcome.AlreadyRaised || said.Outcome is { Succeeded: true, Value.Kind: ValueKind.Inline })
            return Possible.One(new(Speakers.Text(said.Outcome.Value.Json), null));
        if (said.Answer != RaiseOutcome.TimedOut)
            return new([], false); // Nothing decided it: what needs it cannot have succeeded.
        Failing.Add(path.Text);
        return Possible.Fails;
    }

    private Possible Scope(ScopeNode scope, StepPath path, Possible body)
    {
        switch (scope)
        {
            case RecoverNode recover:
                var handled = body.CanFail ? Evaluate(recover.Handler, path.Child(1), Expected.Failure) : new([], false);
                return Possible.Of([.. body.Values, .. handled.Values], handled.CanFail);
            case SettledNode:
                return body.Settled();
            case SideNode side:
                Sides[path.Text] = side;
                var branch = path.Enter(StepPath.SideLevel);
                foreach (var value in side.Branch.OnFailure ? [Expected.Failure] : body.Values)
                    Evaluate(side.Branch.Node, branch, value);
                return body;
            case LimitNode:
                Failing.Add(path.Child(0).Text);
                return body with { CanFail = true };
            default:
                return body;
        }
    }

    /// <summary>
    /// What fails in the body and is no member's becomes the outcome of the members that have not ended: of all of them where it comes before the
    /// group, of any of them where it interrupts the group. Nobody carries it where there is no member.
    /// </summary>
    private Possible Absorb(AbsorbNode absorb, StepPath path, Expected? input)
    {
        var whole = Evaluate(absorb.Body, path.Child(0), input);
        if (!whole.CanFail)
            return whole;
        var values = whole.Values.ToList();
        var climbs = false;
        var interrupted = false;
        var failsBefore = false;
        IReadOnlyList<Expected?> inputs = [input];
        var (node, at) = (absorb.Body, path.Child(0));
        while (node is SequenceNode or ScopeNode)
        {
            // Whatever speaks for the body as a whole: a time-out, or a message of it that was given up.
            interrupted |= node is LimitNode || lost.ContainsKey(at.Text);
            if (node is SequenceNode sequence)
            {
                var before = Sequence(sequence with { Items = sequence.Items[..^1] }, at, inputs);
                failsBefore |= before.CanFail;
                (inputs, node, at) = (before.Values, sequence.Items[^1], at.Child(sequence.Items.Length - 1));
            }
            else
            {
                (node, at) = (((ScopeNode)node).Body, at.Child(0));
            }
        }

        interrupted |= lost.ContainsKey(at.Text);
        if (node is JoinNode { Nodes.Length: var count } join)
        {
            climbs = count == 0;
            if (count > 0 && (failsBefore || interrupted))
                values.Add(Expected.List([.. Enumerable.Repeat(Expected.Failure, count)]));
            if (interrupted)
                values.AddRange(inputs.SelectMany(i => Carried(count, Members(join, at, i)).Values));
        }
        else if (node is EachNode each)
        {
            climbs = true;
            if (interrupted)
                values.AddRange(inputs.SelectMany(i => Carried(i!.Items!.Length, [.. i.Items.Select((e, k) => Evaluate(each.Body, at.Child(k), e))]).Values));
        }

        return Possible.Of(values, climbs);
    }

    // Each member has its own outcome, or the failure that it carries.
    private static Possible Carried(int count, IReadOnlyList<Possible> members) => count == 0
        ? new([], true)
        : Possible.All([.. members.Select(static m => (m with { CanFail = true }).Settled())]);

    private Possible Sequence(SequenceNode sequence, StepPath path, Expected? input) => Sequence(sequence, path, [input]);

    private Possible Sequence(SequenceNode sequence, StepPath path, IReadOnlyList<Expected?> inputs)
    {
        var values = inputs.ToList();
        var canFail = false;
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var next = values.Select(v => Evaluate(sequence.Items[i], path.Child(i), v)).ToArray();
            canFail |= next.Any(static n => n.CanFail);
            values = [.. next.SelectMany(static n => n.Values).DistinctBy(static v => v.Text)];
        }

        return new([.. values.OfType<Expected>()], canFail);
    }

    private Possible[] Members(JoinNode join, StepPath path, Expected? input) =>
        [.. join.Nodes.Select((m, i) => Evaluate(m, path.Child(i), input))];

    private static Possible Join(IReadOnlyList<Possible> members, bool settled) =>
        Possible.All(settled ? [.. members.Select(static m => m.Settled())] : members);

    private Possible Chunks(EachNode each, StepPath path, Expected[] items)
    {
        var elements = items.Select((e, i) => Evaluate(each.Body, path.Child(i / each.Rule.ChunkSize), e)).ToArray();
        return Possible.All(elements);
    }

    private Possible Run(StepNode node, StepPath path, Expected? input)
    {
        Places.Add(path.Text);
        var step = Read(node);
        if (step.FailsIn(generation) || step.FailsFirst > RetryPolicy.Default.MaxRetries)
        {
            Failing.Add(path.Text);
            return Possible.Fails;
        }

        // It has failed before it was mended: where that was absorbed it stays so. The flow does not fail by it again.
        var possible = Run(node, step, path, input);
        return step.FailsAlways ? possible with { CanFail = true } : possible;
    }

    private Possible Run(StepNode node, SimStep step, StepPath path, Expected? input)
    {

        if (step.Plans > 0)
        {
            // Not recorded: it never came to it, so the flow cannot have succeeded by it.
            var below = path.Enter(StepPath.PlanLevel);
            return Expires(node, path, planAt(below.Text) is { } plan ? Evaluate(plan, below, null) : new([], false));
        }

        var digest = Digest.Of(step.Id, step.TakesInput ? input!.Text : "");
        var value = Possible.One(step.Yields < 0
            ? new Expected(digest, null)
            : Expected.List([.. Enumerable.Range(0, step.Yields).Select(i => new Expected($"{digest}[{i}]", null))]));
        return Expires(node, path, value);
    }

    // Whether it starts in time is up to the world.
    private Possible Expires(StepNode node, StepPath path, Possible value)
    {
        if (node.Options is not { Expiry: not null })
            return value;
        Failing.Add(path.Text);
        return value with { CanFail = true };
    }

    public SimStep Read(StepNode node)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            node.Task.Arguments.WriteArguments(writer, json);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.GetProperty("step").Deserialize<SimStep>(json)!;
    }
}
