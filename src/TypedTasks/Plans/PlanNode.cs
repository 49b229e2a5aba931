using System.Collections.Immutable;
using System.Text.Json;
using TypedTasks.Paths;

namespace TypedTasks.Plans;

/// <summary>
/// One node of a plan: what a signature means, without its types. The kinds are in Nodes.cs; everybody else asks a node for what
/// it needs, so that a new kind changes one file.
/// </summary>
internal abstract record PlanNode
{
    private protected PlanNode()
    {
    }

    /// <summary>What the signature was told beyond its arguments; in a compiled plan only calls have options.</summary>
    public virtual StepOptions? Options { get; init; }

    /// <summary>The nodes below it, in the order of their paths.</summary>
    public virtual ImmutableArray<PlanNode> Children => [];

    /// <summary>How it is written in a plan: docs/wire.md.</summary>
    public abstract NodeTag Tag { get; }

    /// <summary>How people read it.</summary>
    public abstract NodeText Text { get; }

    /// <summary>Whether it uses the value that arrives at it.</summary>
    public abstract bool TakesInput { get; }

    /// <summary>What it makes of the ends of its members, which the store counts; null where it counts none.</summary>
    public virtual JoinRule? Join => null;

    /// <summary>The call of a task, where it is one.</summary>
    public virtual StepCall? Call => null;

    /// <summary>How it spreads a list, where it runs its one child per element.</summary>
    public virtual ElementRule? Elements => null;

    /// <summary>What it waits for, where somebody outside of the flow says its value; otherwise null.</summary>
    public virtual WaitRule? Wait => null;

    /// <summary>What bounds its body in time, or null.</summary>
    public virtual TimeLimit? Limit => null;

    /// <summary>The branch beside it, or null.</summary>
    public virtual SideBranch? Side => null;

    /// <summary>What undoes its body when the flow fails later, or null.</summary>
    public virtual PlanNode? Compensation => null;

    /// <summary>The scope of the flow whose recorded value it yields, or null.</summary>
    public virtual StepPath? Recorded => null;

    /// <summary>The value that it yields, where one was composed with, or null.</summary>
    public virtual IGivenValue? Given => null;

    /// <summary>Whether its children run beside each other, rather than the first of them first.</summary>
    public virtual bool IsParallel => false;

    /// <summary>How many members its join has; null where that is the length of a list. 0: it has no join.</summary>
    public virtual int? Members => 0;

    public static PlanNode Pass => PassNode.Instance;

    public static PlanNode Of(StepCall call) => new StepNode(call);

    /// <summary>Yields what somebody outside of the flow says.</summary>
    public static PlanNode Await(WaitRule rule) => new WaitNode(rule);

    /// <summary>Yields a value.</summary>
    public static PlanNode Yield(IGivenValue value) => new ValueNode(value);

    /// <summary>The nodes in order; a sequence without options of its own is taken apart, so that long chains stay flat.</summary>
    public static PlanNode Then(PlanNode? first, PlanNode next) =>
        first is null ? next : Sequence([.. ItemsOf(first), .. ItemsOf(next)]);

    /// <summary>The nodes in order, flat; one alone is itself.</summary>
    public static PlanNode Chain(ReadOnlySpan<PlanNode> nodes)
    {
        var items = ImmutableArray.CreateBuilder<PlanNode>(nodes.Length);
        foreach (var node in nodes)
            items.AddRange(ItemsOf(node));
        return items.Count == 1 ? items[0] : Sequence(items.ToImmutable());
    }

    public static PlanNode Sequence(ImmutableArray<PlanNode> items) => new SequenceNode(items);

    public static PlanNode Group(ImmutableArray<PlanNode> members, bool isSettled = false) => new GroupNode(members) { IsSettled = isSettled };

    public static PlanNode Tuple(params ReadOnlySpan<PlanNode> members) => new TupleNode([.. members]);

    public static PlanNode FirstOf(ImmutableArray<PlanNode> members) => new FirstOfNode(members);

    /// <summary>What a scope of the flow was recorded with.</summary>
    public static PlanNode RecordedAt(StepPath scope) => new RecordedNode(scope);

    /// <summary>Runs it once per element of the list that arrives.</summary>
    public PlanNode ForEach(ElementRule rule) => new EachNode(this, rule);

    /// <summary>Yields how it ended, as an outcome.</summary>
    public PlanNode AsOutcome() => new SettledNode(this);

    /// <summary>When it fails, the handler takes the failure and supplies the value.</summary>
    public PlanNode RecoveredBy(PlanNode handler) => new RecoverNode(this, handler);

    /// <summary>Starts a branch that concerns nobody else when it fails, or when it succeeds.</summary>
    public PlanNode WithBranch(PlanNode branch, bool onFailure) => new SideNode(this, new(branch, onFailure));

    public PlanNode CompensatedBy(PlanNode compensation) => new CompensateNode(this, compensation);

    public PlanNode Within(TimeLimit limit) => new LimitNode(this, limit);

    /// <summary>Settles what ends with a group: its members yield outcomes, and they carry what else fails in it.</summary>
    /// <exception cref="ArgumentException">The group runs in chunks.</exception>
    public PlanNode Settled()
    {
        // Told at once rather than when it is enqueued.
        var settled = WithOutcomes();
        return IsParallel && Options is null ? settled : new AbsorbNode(this);
    }

    /// <summary>Lets the members of the group, or of the one at its end, yield outcomes, so that none can fail it.</summary>
    /// <exception cref="InvalidOperationException">It ends with no group.</exception>
    public virtual PlanNode WithOutcomes() => throw new InvalidOperationException($"{PlanPrinter.Print(this)} ends with no group.");

    /// <summary>Its end, where the group lies whose members yield what it yields: the index of a child; null where that is none of its children.</summary>
    public virtual int? CarrierChild => null;

    /// <summary>The child whose value is its value, whenever it has one: the index; null where that is none of its children, or not always the same.</summary>
    public virtual int? ResultChild => CarrierChild;

    /// <summary>The child that a path leads to; null where there is none.</summary>
    public virtual PlanNode? ChildAt(int index) => index < Children.Length ? Children[index] : null;

    /// <summary>The index of the child that follows when one has succeeded; null where none does.</summary>
    public virtual int? NextOf(int index) => null;

    /// <summary>The same node with as many other children.</summary>
    public virtual PlanNode With(ImmutableArray<PlanNode> children) => this;

    /// <summary>The same node with what arrives at it; null where that has to arrive.</summary>
    public virtual PlanNode? With(IGivenValue input) => null;

    /// <summary>The same node, in a compiled plan, with as many other children.</summary>
    public virtual PlanNode Compiled(ImmutableArray<PlanNode> children) => With(children) with { Options = null };

    /// <summary>Writes what it is beside its children.</summary>
    public virtual void WriteAttributes(Utf8JsonWriter json)
    {
    }

    private static ImmutableArray<PlanNode> ItemsOf(PlanNode node) =>
        node is SequenceNode { Options: null } sequence ? sequence.Children : [node];
}
