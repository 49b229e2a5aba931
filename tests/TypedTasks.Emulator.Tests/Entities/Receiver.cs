using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

/// <summary>A consumer that keeps what it gets.</summary>
internal sealed class Receiver(MessageQueue queue, bool delete) : IConsumer
{
    public MessageQueue Queue => queue;

    public int Credit { get; set; }

    public List<BrokerMessage> Messages { get; } = [];

    public List<Guid> Tokens { get; } = [];

    public IEnumerable<string?> Ids => Messages.Select(message => message.Content.MessageId);

    public bool IsReady => Credit > 0;

    public bool DeletesOnReceive => delete;

    public bool IsDraining { get; set; }

    public bool IsWaiting { get; set; }

    public void Deliver(BrokerMessage message)
    {
        Credit--;
        Messages.Add(message);
        Tokens.Add(message.LockToken);
    }

    public bool TryEndDrain(bool empty)
    {
        if (!empty && Credit > 0)
            return false;
        Credit = 0;
        IsDraining = false;
        return true;
    }

    public void Close(AmqpError error) => Credit = 0;
}
