using Amqp;

namespace TypedTasks.Benchmarks;

/// <summary>Receives with the credit that a worker with default options has, granted again in batches.</summary>
internal sealed class BareReceiver
{
    private static readonly int Credit = 2 * new WorkerOptions().Slots;

    private readonly ReceiverLink link;
    private readonly Action<Message> received;
    private readonly int batch = Math.Max(1, Credit / 4);
    private int taken;

    public BareReceiver(ReceiverLink link, Action<Message> received)
    {
        this.link = link;
        this.received = received;
        link.Start(0, OnMessage);
        link.SetCredit(Credit, CreditMode.Manual);
    }

    // Runs on the thread that reads the connection.
    private void OnMessage(IReceiverLink receiver, Message message)
    {
        if (++taken % batch == 0)
            link.SetCredit(batch, CreditMode.Manual);
        received(message);
    }
}
