using Amqp;
using Amqp.Framing;

namespace TypedTasks.Benchmarks;

/// <summary>Messages about as large as ours: an id, and a body of 300 bytes whose first byte says how many hops are left.</summary>
internal static class BareMessages
{
    private const int BodySize = 300;

    public static Message Create(int hops)
    {
        var body = new byte[BodySize];
        body[0] = (byte)hops;
        return new Message
        {
            Properties = new Properties { MessageId = Guid.NewGuid().ToString("N") },
            BodySection = new Data { Binary = body },
        };
    }

    public static int Hops(Message message) => ((Data)message.BodySection).Binary[0];
}
