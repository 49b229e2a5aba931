using System.Collections;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Amqp.Links;

/// <summary>The answer to a request on <c>$cbs</c> or <c>$management</c>, which spell their properties differently.</summary>
internal sealed class BrokerResponse(Message message)
{
    public int Status { get; } = Find(message, "statusCode", "status-code") is int status ? status : 500;

    public Map? Body => (message.BodySection as AmqpValue)?.Value as Map;

    /// <summary>The messages that a peek has found.</summary>
    public IEnumerable<Message> Peeked()
    {
        foreach (var entry in Body?["messages"] as IEnumerable ?? Array.Empty<object>())
        {
            if (entry is Map map && map["message"] is byte[] encoded && CanDecode(encoded))
                yield return Message.Decode(new(encoded, 0, encoded.Length, encoded.Length));
        }
    }

    // A message that claims more than it has is passed over, or nobody would ever read what lies behind it.
    private static bool CanDecode(byte[] encoded)
    {
        try
        {
            CountCheck.Message(encoded);
            return true;
        }
        catch (AmqpException)
        {
            return false;
        }
    }

    /// <summary>What the broker complains about; brokers that send no condition are understood by the status.</summary>
    public Error ToError()
    {
        var condition = Find(message, "errorCondition", "error-condition") switch
        {
            Symbol symbol => symbol,
            string text => (Symbol)text,
            _ => (Symbol)(Status switch
            {
                401 or 403 => BrokerCondition.Unauthorized,
                404 => BrokerCondition.NotFound,
                410 => BrokerCondition.MessageLockLost,
                _ => "status " + Status,
            }),
        };
        return new(condition) { Description = Find(message, "statusDescription", "status-description") as string };
    }

    private static object? Find(Message message, string name, string other) =>
        message.ApplicationProperties?.Map is { } map ? map[name] ?? map[other] : null;
}
