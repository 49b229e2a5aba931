using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>A node of a plan while its members are read, in whatever order they come.</summary>
internal struct NodeDraft
{
    public ImmutableArray<PlanNode>? Sequence;
    public ImmutableArray<PlanNode>? Group;
    public ImmutableArray<PlanNode>? Tuple;
    public ImmutableArray<PlanNode>? First;
    public PlanNode? Each;
    public PlanNode? Body;
    public PlanNode? Handler;
    public PlanNode? OnError;
    public PlanNode? OnSuccess;
    public PlanNode? Compensation;
    private StepDraft step;
    private bool isPass;
    private bool isSettled;
    private int chunk;
    private int most;
    private TimeSpan? within;
    private string? recorded;

    /// <summary>Reads the member that the reader has come to; what is not known is passed over.</summary>
    public void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.ValueTextEquals("pass"u8))
            isPass = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("settled"u8))
            isSettled = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("chunk"u8))
            chunk = Positive(ref reader);
        else if (reader.ValueTextEquals("most"u8))
            most = Positive(ref reader);
        else if (reader.ValueTextEquals("within"u8))
            within = reader.Read() ? TimeSpan.FromMilliseconds(reader.GetDouble()) : null;
        else if (reader.ValueTextEquals("recorded"u8))
            recorded = reader.Read() ? reader.GetString() : null;
        else
            step.ReadMember(ref reader, json);
    }

    public readonly PlanNode ToNode() => this switch
    {
        { step.Task: not null } => step.ToNode(),
        { Sequence: { IsEmpty: false } items } => new SequenceNode(items),
        { Group: { } members } => new GroupNode(members) { IsSettled = isSettled },
        { Tuple: { } members } => new TupleNode(members) { IsSettled = isSettled },
        { First: { IsEmpty: false } members } => new FirstOfNode(members),
        { Each: { } body } => new EachNode(body) { ChunkSize = chunk, MaxParallelism = most, IsSettled = isSettled },
        { Body: { } body } => ToScope(body),
        { isPass: true } => PassNode.Instance,
        { recorded: { } path } => new RecordedNode(StepPath.Parse(path)),
        _ => throw new FormatException("a node is neither step, sequence, group, tuple, each, scope nor pass."),
    };

    private readonly ScopeNode ToScope(PlanNode body) => this switch
    {
        { Handler: { } handler } => new RecoverNode(body, handler),
        { OnError: { } branch } => new SideNode(body, branch, OnFailure: true),
        { OnSuccess: { } branch } => new SideNode(body, branch, OnFailure: false),
        { Compensation: { } compensation } => new CompensateNode(body, compensation),
        _ when within is not null || step.Options?.Expiry is not null =>
            new LimitNode(body, within, step.Options?.Expiry, step.Options?.Delay, step.Options?.At),
        _ => new SettledNode(body),
    };

    private static int Positive(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32() is > 0 and var number ? number : throw new FormatException("a number is not positive.");
    }
}
