using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that requests to a node arrive on.</summary>
internal sealed class RequestLink(Session session, Attach attach, string node, IRequestHandler handler) : IncomingLink(session, attach)
{
    protected override void OnMessage(in Delivery delivery, byte[] payload)
    {
        var request = Request.Parse(payload);
        var response = Answer(request);
        if (!delivery.Settled) Session.Accept(delivery.Id);
        Session.Connection.Requests.Find(node, request.ReplyTo)?.Send(response.Encode(request));
    }

    private Response Answer(Request request)
    {
        try
        {
            return handler.Handle(request);
        }
        catch (AmqpException refusal)
        {
            return Response.Failed(400, refusal.Condition, refusal.Message);
        }
    }
}
