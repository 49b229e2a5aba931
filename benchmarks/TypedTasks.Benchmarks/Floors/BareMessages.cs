using Amqp;
using Amqp.Framing;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.Benchmarks;

/// <summary>Messages of the form of ours: the same properties, and a body of 300 bytes whose first byte says how many hops are left.</summary>
internal static class BareMessages
{
    private const int BodySize = 300;

    public static Message Create(int hops)
    {
        var body = new byte[BodySize];
        body[0] = (byte)hops;
        var application = new ApplicationProperties();
        application.Map[MessageNames.Step] = "";
        application.Map[MessageNames.Attempt] = 0;
        application.Map[MessageNames.Version] = MessageNames.CurrentVersion;
        var flow = Guid.NewGuid().ToString("N");
        return new Message
        {
            Properties = new Properties { MessageId = flow + "/0/0", CorrelationId = flow, Subject = "load.nothing", ContentType = MessageNames.Json },
            ApplicationProperties = application,
            BodySection = new Data { Binary = body },
        };
    }

    public static int Hops(Message message) => ((Data)message.BodySection).Binary[0];
}
