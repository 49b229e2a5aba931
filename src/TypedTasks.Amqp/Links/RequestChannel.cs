using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;

namespace TypedTasks.Amqp.Links;

/// <summary>Requests and their answers on a node such as <c>$cbs</c> or <c>queue/$management</c>.</summary>
internal sealed class RequestChannel
{
    private const int ReplyCredit = 100;
    private readonly BrokerContext context;
    private readonly string node;
    private readonly string replyTo = "reply-" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, TaskCompletionSource<BrokerResponse>> pending = new(StringComparer.Ordinal);
    private SenderLink sender = null!;
    private long lastId;
    private volatile bool closed;

    private RequestChannel(BrokerContext context, string node)
    {
        this.context = context;
        this.node = node;
    }

    public bool IsClosed => closed;

    public static async Task<RequestChannel> OpenAsync(
        BrokerContext context, BrokerConnection connection, string node, CancellationToken cancellationToken)
    {
        var channel = new RequestChannel(context, node);
        var receiver = await LinkOpening.ReceiverAsync(
            context,
            connection.Session,
            new Attach
            {
                Source = new Source { Address = node },
                Target = new Target { Address = channel.replyTo },
                SndSettleMode = SenderSettleMode.Settled,
            },
            node,
            cancellationToken).ConfigureAwait(false);
        channel.sender = await LinkOpening.SenderAsync(
            context,
            connection.Session,
            new Attach { Source = new Source { Address = channel.replyTo }, Target = new Target { Address = node } },
            node,
            null,
            cancellationToken).ConfigureAwait(false);
        receiver.Start(ReplyCredit, channel.OnReply);
        receiver.AddClosedCallback(channel.OnClosed);
        channel.sender.AddClosedCallback(channel.OnClosed);
        return channel;
    }

    public async Task<BrokerResponse> RequestAsync(Message request, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId).ToString(CultureInfo.InvariantCulture);
        request.Properties = new() { MessageId = id, ReplyTo = replyTo };
        var answer = new TaskCompletionSource<BrokerResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        try
        {
            if (closed)
                throw context.Lost("A request to " + node);
            sender.Send(request, OnOutcome, answer);
            return await context.AnswerAsync(answer.Task, "A request to " + node, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            throw context.Failure.Of((e as AmqpException)?.Error, "A request to " + node);
        }
        finally
        {
            pending.TryRemove(id, out _);
        }
    }

    private void OnOutcome(ILink link, Message message, Outcome outcome, object state)
    {
        if (outcome is Accepted)
            return;
        var error = (outcome as Rejected)?.Error;
        ((TaskCompletionSource<BrokerResponse>)state).TrySetException(context.Failure.Of(error, "A request to " + node));
    }

    private void OnReply(IReceiverLink receiver, Message reply)
    {
        // Settled by the sender: this only gives the credit back.
        ((ReceiverLink)receiver).Complete(reply, new Accepted());
        if (reply.Properties?.GetCorrelationId() is string id && pending.TryGetValue(id, out var answer))
            answer.TrySetResult(new(reply));
    }

    private void OnClosed(IAmqpObject link, Error? error)
    {
        closed = true;
        foreach (var answer in pending.Values)
            answer.TrySetException(context.Failure.Of(error, "A request to " + node));
    }
}
