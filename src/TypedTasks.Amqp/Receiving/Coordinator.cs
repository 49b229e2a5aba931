using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using TypedTasks.Amqp.Links;

namespace TypedTasks.Amqp.Receiving;

/// <summary>Declares and ends the transactions of a connection, and has the next one ready before it is needed.</summary>
internal sealed class Coordinator(BrokerContext context, BrokerConnection connection)
{
    // The broker ends a transaction after two minutes; one that lay here for long is not begun any more.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(20);
    private static readonly OutcomeCallback OnOutcomeCallback = OnOutcome;
    private readonly SemaphoreSlim opening = new(1);
    private SenderLink? link;
    private Task<byte[]>? next;
    private long nextSince;

    /// <summary>Declares the first transaction ahead.</summary>
    public async Task PrepareAsync()
    {
        DeclareAhead();
        await next!.ConfigureAwait(false);
    }

    /// <summary>Takes the transaction that was declared ahead, or declares one, and declares the next ahead.</summary>
    public async ValueTask<byte[]> TakeAsync()
    {
        // Several transactions may begin at once: each takes another one.
        var ready = Interlocked.Exchange(ref next, null);
        var isFresh = context.Time.GetElapsedTime(nextSince) < MaxAge;
        DeclareAhead();
        if (ready is not null)
        {
            try
            {
                var id = await ready.ConfigureAwait(false);
                if (isFresh)
                    return id;
                _ = DischargeAsync(id, fail: true);
            }
            catch (TransportException) when (!connection.IsClosed)
            {
                // Its link may have been detached while idle: the attempt below opens another.
                link = null;
            }
        }

        return await DeclareAsync().ConfigureAwait(false);
    }

    /// <summary>Ends a transaction: the broker's error if it was rolled back, null if it was committed.</summary>
    /// <exception cref="TransportException">The answer did not come: whether it was committed is not known.</exception>
    public async Task<Error?> DischargeAsync(byte[] id, bool fail)
    {
        var outcome = await SendAsync(new Discharge { TxnId = id, Fail = fail }, "Ending a transaction").ConfigureAwait(false);
        return outcome switch
        {
            Accepted => null,
            Rejected { Error: { } error } when !IsClosed => error,
            Rejected rejected => throw context.Failure.Of(rejected.Error, "Ending a transaction"),
            _ => throw context.Lost("Ending a transaction"),
        };
    }

    private bool IsClosed => connection.IsClosed || link is not { LinkState: LinkState.Attached };

    private void DeclareAhead()
    {
        nextSince = context.Time.GetTimestamp();
        next = DeclareAsync();
        // It may fail with nobody waiting for it.
        _ = next.ContinueWith(
            static task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task<byte[]> DeclareAsync()
    {
        var outcome = await SendAsync(new Declare(), "Declaring a transaction").ConfigureAwait(false);
        return outcome switch
        {
            Declared declared => declared.TxnId,
            Rejected rejected => throw context.Failure.Of(rejected.Error, "Declaring a transaction"),
            _ => throw context.Lost("Declaring a transaction"),
        };
    }

    private async Task<Outcome> SendAsync(object body, string doing)
    {
        var link = this.link is { LinkState: LinkState.Attached } open ? open : await OpenAsync().ConfigureAwait(false);
        var answer = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            link.Send(new Message { BodySection = new AmqpValue { Value = body } }, null, OnOutcomeCallback, answer);
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            throw context.Failure.Of((e as AmqpException)?.Error, doing);
        }

        return await context.AnswerAsync(answer.Task, doing, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<SenderLink> OpenAsync()
    {
        await opening.WaitAsync().ConfigureAwait(false);
        try
        {
            if (link is { LinkState: LinkState.Attached } open)
                return open;
            var attach = new Attach
            {
                Source = new Source(),
                Target = new global::Amqp.Transactions.Coordinator(),
                SndSettleMode = SenderSettleMode.Unsettled,
            };
            return link = await LinkOpening.SenderAsync(
                context, connection.Session, attach, "coordinator", null, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }

    private static void OnOutcome(ILink link, Message message, Outcome? outcome, object state) =>
        ((TaskCompletionSource<Outcome>)state).TrySetResult(outcome ?? new Released());
}
