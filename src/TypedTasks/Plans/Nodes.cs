using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TypedTasks.Paths;
using TypedTasks.Plans.Diagrams;

namespace TypedTasks.Plans;

/// <summary>A call of one task.</summary>
internal sealed record StepNode(StepCall Task) : PlanNode
{
    public override StepCall Call => Task;
    public override StepOptions? Options { get => Task.Options; init => Task = Task with { Options = value }; }
    public override NodeTag Tag => NodeTag.Step;
    public override NodeText Text => NodeText.Leaf(Task.Name);
    public override bool TakesInput => Task.Missing > 0;
    public override PlanNode? With(IGivenValue input) => Task.Missing == 0 ? this
        : Task.Arguments is IPartialArguments partial && input is ITypedValue value ? this with { Task = Task with { Missing = 0, Arguments = partial.With(value) } }
        : null;
}

/// <summary>Yields what arrives.</summary>
internal sealed record PassNode : PlanNode
{
    public static readonly PassNode Instance = new();
    public override NodeTag Tag => NodeTag.Pass;
    public override NodeText Text => NodeText.Nothing("pass");
    public override bool TakesInput => true;
    public override PlanNode With(IGivenValue input) => Yield(input);
    public override void WriteAttributes(Utf8JsonWriter json) => json.WriteBoolean("pass"u8, true);
}

/// <summary>Yields a value that somebody composed with.</summary>
internal sealed record ValueNode(IGivenValue Value) : PlanNode
{
    public override IGivenValue Given => Value;
    public override NodeTag Tag => NodeTag.Value;
    public override NodeText Text => NodeText.Nothing("value");
    public override bool TakesInput => false;
    public override PlanNode With(IGivenValue input) => this;
}

/// <summary>Yields what somebody outside of the flow says: a join of one member without a message, which the event or its time-out decides.</summary>
internal sealed record WaitNode(WaitRule Rule) : PlanNode
{
    public override WaitRule Wait => Rule;
    public override NodeTag Tag => NodeTag.Wait;
    public override NodeText Text => NodeText.Wait(Rule.Event);
    public override bool TakesInput => Rule.IsKeyed;
    public override PlanNode? With(IGivenValue input) => Rule.IsKeyed ? null : this;
}

/// <summary>Yields what a scope of the flow was recorded with; plans of compensations begin with it.</summary>
internal sealed record RecordedNode(StepPath Scope) : PlanNode
{
    public override StepPath? Recorded => Scope;
    public override NodeTag Tag => NodeTag.Recorded;
    public override NodeText Text => NodeText.Opaque($"result of {Scope}");
    public override bool TakesInput => false;
    public override PlanNode With(IGivenValue input) => this;
    public override void WriteAttributes(Utf8JsonWriter json) => json.WriteString("recorded"u8, Scope.Text);
}

/// <summary>One after another; what one yields is what the next takes.</summary>
internal sealed record SequenceNode(ImmutableArray<PlanNode> Items) : PlanNode
{
    public override ImmutableArray<PlanNode> Children => Items;
    public override NodeTag Tag => NodeTag.Sequence;
    public override NodeText Text => NodeText.Sequence;
    public override bool TakesInput => Items[0].TakesInput;
    public override int? NextOf(int index) => index + 1 < Items.Length ? index + 1 : null;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Items = children };
    public override int? CarrierChild => Items.Length - 1;
    public override PlanNode Compiled(ImmutableArray<PlanNode> children) => Folding.Fold(children);
    public override PlanNode? With(IGivenValue input) => Items[0].With(input) is { } first ? Folding.Fold(Items.SetItem(0, first)) : null;
    public override PlanNode WithOutcomes() => With(Items.SetItem(Items.Length - 1, Items[^1].WithOutcomes()));
}

/// <summary>Members that are written in the plan and run in parallel.</summary>
internal abstract record JoinNode(ImmutableArray<PlanNode> Nodes) : PlanNode
{
    /// <summary>Whether members yield outcomes, so that none can fail the join.</summary>
    public bool IsSettled { get; init; }
    public override ImmutableArray<PlanNode> Children => Nodes;
    public override bool IsParallel => true;
    public override int? Members => Nodes.Length;
    public override bool TakesInput => Nodes.Any(static m => m.TakesInput);
    public override JoinRule Join => IsSettled ? JoinRule.Outcomes : JoinRule.List;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Nodes = children };
    public override PlanNode With(IGivenValue input) => With([.. Nodes.Select(n => Folding.Give(input, n))]);
    public override PlanNode WithOutcomes() => this with { IsSettled = true, Nodes = IsSettled ? [.. Nodes.Select(static n => n.AsOutcome())] : Nodes };
    public override void WriteAttributes(Utf8JsonWriter json)
    {
        if (IsSettled)
            json.WriteBoolean("settled"u8, true);
    }
}

/// <summary>Members with one type of result; yields a list.</summary>
internal sealed record GroupNode(ImmutableArray<PlanNode> Nodes) : JoinNode(Nodes)
{
    public override NodeTag Tag => NodeTag.Group;
    public override NodeText Text => NodeText.Members("group", IsSettled);
}

/// <summary>Members with different types of result; yields a tuple.</summary>
internal sealed record TupleNode(ImmutableArray<PlanNode> Nodes) : JoinNode(Nodes)
{
    public override NodeTag Tag => NodeTag.Tuple;
    public override NodeText Text => NodeText.Members("", IsSettled);
}

/// <summary>The first success of any member; the others are cancelled.</summary>
internal sealed record FirstOfNode(ImmutableArray<PlanNode> Nodes) : JoinNode(Nodes)
{
    public override NodeTag Tag => NodeTag.FirstOf;
    public override NodeText Text => NodeText.Members("firstOf", IsSettled, Diagram.Words.FirstOf);
    public override JoinRule Join => JoinRule.First;
}

/// <summary>One run of the body per element of the list that arrives; yields a list.</summary>
internal sealed record EachNode(PlanNode Body, ElementRule Rule) : PlanNode
{
    public override ElementRule Elements => Rule;
    public override ImmutableArray<PlanNode> Children => [Body];
    public override NodeTag Tag => NodeTag.Each;
    public override NodeText Text => NodeText.Each(Rule.IsSettled);
    public override bool TakesInput => true;
    public override bool IsParallel => true;
    public override int? Members => null;
    public override JoinRule Join => Rule.IsSettled ? JoinRule.Outcomes : Rule.ChunkSize > 0 ? JoinRule.Chunks : JoinRule.List;
    public override PlanNode ChildAt(int index) => Body;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Body = children[0] };
    public override PlanNode WithOutcomes() => Rule.ChunkSize == 0
        ? this with { Rule = Rule with { IsSettled = true }, Body = Rule.IsSettled ? Body.AsOutcome() : Body }
        : throw new ArgumentException(
            "Chunks have no outcome per element: use Each() without chunkSize where outcomes are wanted, or settle the whole by piping the list on.");
    public override void WriteAttributes(Utf8JsonWriter json) => Rule.Write(json);
}

/// <summary>A node whose end the store records, as a join of one member: what follows from it happens once.</summary>
internal abstract record ScopeNode(PlanNode Body) : PlanNode
{
    public override ImmutableArray<PlanNode> Children => [Body];
    public override int? Members => 1;
    public override JoinRule Join => JoinRule.Scope;
    public override bool TakesInput => Body.TakesInput;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Body = children[0] };
    public override PlanNode With(IGivenValue input) => With(Children.SetItem(0, Folding.Give(input, Body)));
}

/// <summary>Yields how the body ended, as an outcome.</summary>
internal sealed record SettledNode(PlanNode Body) : ScopeNode(Body)
{
    public override NodeTag Tag => NodeTag.Settled;
    public override NodeText Text => NodeText.Settled;
    public override JoinRule Join => JoinRule.Outcome;
}

/// <summary>
/// The boundary of what is settled, around a body that ends with a group: a failure in it that is none of a member's becomes the
/// outcome of every member that has not ended.
/// </summary>
internal sealed record AbsorbNode(PlanNode Body) : ScopeNode(Body)
{
    public override NodeTag Tag => NodeTag.Absorb;
    public override NodeText Text => NodeText.Settled;
    public override JoinRule Join => JoinRule.Absorbed;
    public override int? CarrierChild => 0;
    public override PlanNode WithOutcomes() => With([Body.WithOutcomes()]);

    // Nothing but its members can fail a group that was told nothing: it needs no boundary.
    public override PlanNode Compiled(ImmutableArray<PlanNode> children) =>
        children[0].WithOutcomes() is var settled && settled.IsParallel ? settled : new AbsorbNode(settled);

    public override void WriteAttributes(Utf8JsonWriter json) => json.WriteBoolean("absorbs"u8, true);
}

/// <summary>When the body fails, the handler takes the failure and supplies the value.</summary>
internal sealed record RecoverNode(PlanNode Body, PlanNode Handler) : ScopeNode(Body)
{
    public override ImmutableArray<PlanNode> Children => [Body, Handler];
    public override NodeTag Tag => NodeTag.Recover;
    public override NodeText Text => NodeText.Handler;
    public override JoinRule Join => JoinRule.Recovered;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Body = children[0], Handler = children[1] };
}

/// <summary>Starts a branch that concerns nobody else when the body fails, or when it succeeds.</summary>
internal sealed record SideNode(PlanNode Body, SideBranch Branch) : ScopeNode(Body)
{
    public override SideBranch Side => Branch;
    public override ImmutableArray<PlanNode> Children => [Body, Branch.Node];
    public override NodeTag Tag => Branch.OnFailure ? NodeTag.OnError : NodeTag.OnSuccess;
    public override NodeText Text => Branch.OnFailure
        ? NodeText.Branch("onError", Diagram.Words.OnError)
        : NodeText.Branch("onSuccess", Diagram.Words.OnSuccess);
    public override int? ResultChild => 0;
    public override PlanNode? ChildAt(int index) => index == 0 ? Body : null;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Body = children[0], Branch = Branch with { Node = children[1] } };
}

/// <summary>When the body has succeeded and the flow fails later, the compensation takes the body's result.</summary>
internal sealed record CompensateNode(PlanNode Body, PlanNode Undo) : ScopeNode(Body)
{
    public override PlanNode Compensation => Undo;
    public override ImmutableArray<PlanNode> Children => [Body, Undo];
    public override NodeTag Tag => NodeTag.Undo;
    public override NodeText Text => NodeText.Branch("compensateWith", Diagram.Words.Undo);
    public override JoinRule Join => JoinRule.Undoable;
    public override int? ResultChild => 0;
    public override PlanNode? ChildAt(int index) => index == 0 ? Body : null;
    public override PlanNode With(ImmutableArray<PlanNode> children) => this with { Body = children[0], Undo = children[1] };
}

/// <summary>Fails the body, and stops what runs of it, when it has not ended in time.</summary>
internal sealed record LimitNode(PlanNode Body, TimeLimit Time) : ScopeNode(Body)
{
    public override TimeLimit Limit => Time;
    public override NodeTag Tag => NodeTag.Limit;
    public override NodeText Text => NodeText.Frame(
        $"within({Time.Length.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s)", Time.IsExpiry ? Diagram.Words.Expiry : Diagram.Words.TimeOut);
    public override JoinRule Join => JoinRule.Bounded;
    public override int? CarrierChild => 0;
    public override PlanNode WithOutcomes() => With([Body.WithOutcomes()]);
    public override void WriteAttributes(Utf8JsonWriter json) => Time.Write(json);
}
