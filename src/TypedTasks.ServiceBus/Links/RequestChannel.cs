using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;

namespace TypedTasks.ServiceBus.Links;

/// <summary>Requests and their answers on a node such as <c>$cbs</c> or <c>queue/$management</c>.</summary>
internal sealed class RequestChannel
{
    private const int ReplyCredit = 100;
    private readonly BrokerContext _context;
    private readonly string _node;
    private readonly string _replyTo = "reply-" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, TaskCompletionSource<BrokerResponse>> _pending = new(StringComparer.Ordinal);
    private SenderLink _sender = null!;
    private long _lastId;
    private volatile bool _closed;

    private RequestChannel(BrokerContext context, string node)
    {
        _context = context;
        _node = node;
    }

    public bool IsClosed => _closed;

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
                Target = new Target { Address = channel._replyTo },
                SndSettleMode = SenderSettleMode.Settled,
            },
            node,
            cancellationToken).ConfigureAwait(false);
        channel._sender = await LinkOpening.SenderAsync(
            context,
            connection.Session,
            new Attach { Source = new Source { Address = channel._replyTo }, Target = new Target { Address = node } },
            node,
            null,
            cancellationToken).ConfigureAwait(false);
        receiver.Start(ReplyCredit, channel.OnReply);
        receiver.AddClosedCallback(channel.OnClosed);
        channel._sender.AddClosedCallback(channel.OnClosed);
        return channel;
    }

    public async Task<BrokerResponse> RequestAsync(Message request, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        request.Properties = new() { MessageId = id, ReplyTo = _replyTo };
        var answer = new TaskCompletionSource<BrokerResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        try
        {
            if (_closed) throw _context.Lost("A request to " + _node);
            _sender.Send(request, OnOutcome, answer);
            return await _context.AnswerAsync(answer.Task, "A request to " + _node, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            throw _context.Failure.Of((e as AmqpException)?.Error, "A request to " + _node);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    private void OnOutcome(ILink link, Message message, Outcome outcome, object state)
    {
        if (outcome is Accepted) return;
        var error = (outcome as Rejected)?.Error;
        ((TaskCompletionSource<BrokerResponse>)state).TrySetException(_context.Failure.Of(error, "A request to " + _node));
    }

    private void OnReply(IReceiverLink receiver, Message reply)
    {
        // Settled by the sender: this only gives the credit back.
        ((ReceiverLink)receiver).Complete(reply, new Accepted());
        if (reply.Properties?.GetCorrelationId() is string id && _pending.TryGetValue(id, out var answer))
            answer.TrySetResult(new(reply));
    }

    private void OnClosed(IAmqpObject link, Error? error)
    {
        _closed = true;
        foreach (var answer in _pending.Values)
            answer.TrySetException(_context.Failure.Of(error, "A request to " + _node));
    }
}
