using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.Amqp.Links;

namespace TypedTasks.Amqp.Sending;

/// <summary>An open link to a queue, or by way of another queue to it.</summary>
internal sealed class QueueSender
{
    private static readonly Symbol TransferDestination = new("com.microsoft:transfer-destination-address");

    // What Standard namespaces take; the link announces what this one takes.
    private const int UsualMaxMessageSize = 256 * 1024;
    private readonly SemaphoreSlim inFlight;

    private readonly MessageLimits limits;

    private QueueSender(BrokerContext context, string queue)
    {
        Queue = queue;
        inFlight = new(context.Options.MaxTransfersInFlight);
        limits = context.Limits;
    }

    public string Queue { get; }

    public SenderLink Link { get; private set; } = null!;

    public int MaxMessageSize { get; private set; } = UsualMaxMessageSize;

    public bool IsClosed => Link.LinkState >= LinkState.DetachPipe || Link.IsClosed;

    /// <summary>Opens a link; <paramref name="via"/> is the consumed queue that a transaction sends by way of, or null.</summary>
    public static async Task<QueueSender> OpenAsync(
        BrokerContext context, BrokerConnection connection, string queue, string? via, CancellationToken cancellationToken)
    {
        var sender = new QueueSender(context, queue);
        sender.Link = await connection.OpenAuthorizedAsync(
            queue,
            () => LinkOpening.SenderAsync(context, connection.Session, NewAttach(queue, via), queue, sender.OnAttached, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return sender;
    }

    private static Attach NewAttach(string queue, string? via)
    {
        var attach = new Attach
        {
            Source = new Source(),
            Target = new Target { Address = via ?? queue },
            SndSettleMode = SenderSettleMode.Unsettled,
        };
        if (via is not null)
            attach.Properties = new() { [TransferDestination] = queue };
        return attach;
    }

    /// <summary>Waits for a place among the transfers in flight.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => inFlight.WaitAsync(cancellationToken);

    public void Leave() => inFlight.Release();

    private void OnAttached(Attach answer)
    {
        if (answer.MaxMessageSize is > 0 and < int.MaxValue)
            MaxMessageSize = (int)answer.MaxMessageSize;
        limits.Announced(Queue, MaxMessageSize);
    }
}
