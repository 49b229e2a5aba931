using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that requests to a node arrive on.</summary>
internal sealed class RequestLink(Session session, Attach attach, string node, IRequestHandler handler) : IncomingLink(session, attach)
{
    public override bool CanIdle => handler.Entity is not null;

    protected override void OnMessage(in Delivery delivery, byte[] payload)
    {
        var request = Request.Parse(payload);
        if (request.AssociatedLink is { } associated)
            Session.Connection.Use(associated);
        var transaction = delivery.TransactionId.IsEmpty ? null : Session.Connection.Transactions.Find(delivery.TransactionId);
        var response = !delivery.TransactionId.IsEmpty && transaction is null
            ? Response.Failed(400, ErrorCondition.TransactionUnknownId, "The transaction is not known or has ended.")
            : Answer(request with { Transaction = transaction });
        if (!delivery.Settled && transaction is null)
            Session.Accept(delivery.Id);
        else if (!delivery.Settled)
            Session.AcceptInTransaction(delivery.Id, transaction!.Id);
        Session.Connection.Requests.Find(node, request.ReplyTo)?.Send(response.Encode(request));
    }

    private Response Answer(Request request)
    {
        try
        {
            if (request.Transaction is not null && handler.Entity is { } entity)
            {
                Session.Group?.DemandHere(entity);
                Session.Group?.Add(entity);
            }

            var response = handler.Handle(request);
            // Half of what belongs to a transaction must never be committed.
            if (response.Condition is { } condition)
                request.Transaction?.Doom(new AmqpError(condition, response.Description));
            return response;
        }
        catch (AmqpException refusal)
        {
            request.Transaction?.Doom(refusal.ToError());
            return Response.Failed(400, refusal.Condition, refusal.Message);
        }
    }
}
