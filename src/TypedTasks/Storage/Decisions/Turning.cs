using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>
/// Lines of flows (<c>InTurn</c>). A flow takes its place in the transaction that accepts or retries it, and leaves it in the one that ends it: what follows for the line can be seen in the line itself, so that
/// whoever looks at it next does what is to be done. Crash window: between an end and the look after it the line stands still, until upkeep looks.
/// </summary>
public static class Turning
{
    /// <summary>How many of a line are looked at and let in at once.</summary>
    public const int MostAtOnce = 16;

    /// <summary>Lets in who stands first, and lets go who has ended.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="held">The places that are held, each with its flow; null where that is no longer kept.</param>
    /// <param name="waiting">The first that wait, in order, <see cref="MostAtOnce"/> at most.</param>
    public static Decision<TurnPassed> Pass(PassTurn o, IReadOnlyList<(Turn Turn, FlowHeader? Flow)> held, IReadOnlyList<Turn> waiting)
    {
        List<StoreChange> changes = [];
        List<FlowKey> begins = [];
        var underWay = 0;
        foreach (var (turn, flow) in held)
        {
            // Left by a worker of the version before, which knows no turns: whoever ends a flow takes its place away.
            if (flow is null || flow.IsTerminal || flow.Key != turn.Flow)
            {
                changes.Add(new TurnLeft(turn.Flow));
                continue;
            }

            underWay++;
            if (flow.AwaitsTurn)
                begins.Add(turn.Flow);
        }

        var letIn = 0;
        while (letIn < waiting.Count && waiting[letIn].Limit > underWay)
        {
            changes.Add(new TurnHeld(waiting[letIn].Flow));
            begins.Add(waiting[letIn].Flow);
            underWay++;
            letIn++;
        }

        return new(new(begins, letIn == MostAtOnce), changes);
    }

    /// <summary>Begins a flow that has its turn.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="turn">The place of its generation, or null; only asked where the flow <see cref="Awaits"/>.</param>
    /// <param name="messages">Its messages that wait for its turn, in order; only asked where the flow <see cref="Awaits"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<TurnBegun> Begin(BeginTurn o, FlowHeader? flow, Turn? turn, IReadOnlyList<OwedMessage> messages, DateTimeOffset now)
    {
        if (!Awaits(o, flow) || turn is not { IsHeld: true })
            return Decision<TurnBegun>.Nothing(new(flow?.ToRecord() ?? FlowRecord.Unknown(o.Key), []));
        flow = flow! with { AwaitsTurn = false, Broker = o.Broker, SignDue = now, QuietSince = null };
        List<StoreChange> changes = [new FlowChanged(flow)];
        List<TaskMessage> due = [];
        foreach (var message in messages)
        {
            if (!IsAwaiting(message))
                continue;
            changes.Add(new OwedDue(message.Message.Id, now));
            due.Add(message.Message);
        }

        return new(new(flow.ToRecord(), due), changes);
    }

    /// <summary>Whether a flow waits for its turn, or has it and has not begun, in this generation.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    public static bool Awaits(BeginTurn o, FlowHeader? flow) => flow is { State: FlowState.Running, AwaitsTurn: true } && flow.Key == o.Key;

    /// <summary>A flow that has just got a place in line. Nothing is heard of it until its turn has come, and no broker has its messages.</summary>
    internal static FlowHeader Wait(FlowHeader flow) => flow with { AwaitsTurn = true, Broker = null, SignDue = flow.Deadline };

    /// <summary>The last place of its line.</summary>
    internal static TurnTaken Take(FlowHeader flow) => new(new(flow.TurnKey!, flow.Key with { Seal = null }, flow.TurnLimit, IsHeld: false));

    /// <summary>A message that waits for the turn of a flow, or is due where the flow does not wait.</summary>
    internal static OwedMessage Owed(FlowHeader flow, TaskMessage message, DateTimeOffset now) =>
        flow.AwaitsTurn ? new(message, null) { Origin = Turn.OriginOf(flow.Key) } : new(message, now);

    /// <summary>What a flow takes with it that ends, or begins to be compensated, before it had its turn, or with it.</summary>
    internal static FlowHeader Leave(FlowHeader flow, IReadOnlyList<OwedMessage> awaiting, List<StoreChange> changes)
    {
        if (flow.TurnKey is null)
            return flow;

        // What never began has nothing to undo, so nobody waits for its compensations.
        if (flow.IsTerminal || flow.AwaitsTurn)
            changes.Add(new TurnLeft(flow.Key));
        foreach (var message in awaiting)
        {
            if (IsAwaiting(message))
                changes.Add(new OwedDeleted(message.Message.Id, Waits: true));
        }

        return flow with { AwaitsTurn = false };
    }

    private static bool IsAwaiting(OwedMessage message) => message is { Since: null, HandOff: HandOffState.None };
}
