using TypedTasks.Emulator.Amqp.Performatives;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that answers to requests travel on; answers wait for credit.</summary>
internal sealed class ReplyLink(Session session, Attach attach, string node) : OutgoingLink(session, attach)
{
    private const int MaxWaiting = 1000;
    private readonly Queue<byte[]> waiting = new();

    public string Node { get; } = node;

    public override bool CanIdle => Node != ClaimsNode.Address;

    public void Send(byte[] reply)
    {
        // A peer that asks and never listens must not fill the memory.
        if (waiting.Count < (Session.Connection.IsProven ? MaxWaiting : Probation.MaxReplies))
            waiting.Enqueue(reply);
        Resume();
    }

    public override void Resume()
    {
        while (CanWrite && waiting.TryDequeue(out var reply))
        {
            CountDelivery();
            Session.Reply(this, reply);
        }

        TryEndDrain(waiting.Count == 0);
    }

    protected override void OnClosed()
    {
        base.OnClosed();
        Session.Connection.Requests.Remove(this);
    }
}
