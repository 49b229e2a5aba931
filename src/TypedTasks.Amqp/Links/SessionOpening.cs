using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Amqp.Links;

/// <summary>Asks for the next session of a queue that has messages and that nobody holds.</summary>
internal static class SessionOpening
{
    /// <summary>Returns the link that holds a session, and the broker's answer; null when there was none in time.</summary>
    /// <exception cref="TransportException">The broker refused.</exception>
    public static async Task<(ReceiverLink Link, Attach Answer)?> AcceptAsync(
        BrokerContext context, Session session, string queue, TimeSpan wait, CancellationToken cancellationToken)
    {
        var attach = new Attach
        {
            Source = new Source { Address = queue, FilterSet = new Map { [AnnotationNames.SessionFilter] = null } },
            Target = new Target(),
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.Second,
            Properties = new Fields { [AnnotationNames.SessionTimeout] = (uint)wait.TotalMilliseconds },
        };
        var opened = new TaskCompletionSource<Attach?>(TaskCreationOptions.RunContinuationsAsynchronously);
        ReceiverLink link;
        try
        {
            // A refusal is an attach without a source, followed by a detach that says why.
            link = new(session, $"{queue}-{Guid.NewGuid():N}", attach, (late, answer) =>
            {
                // Too late, nobody takes it: the broker has it back.
                if (answer.Source is not null && !opened.TrySetResult(answer))
                    _ = CloseAsync(late);
            });
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            throw context.Failure.Of((e as AmqpException)?.Error, $"Opening '{queue}'", queue);
        }

        link.AddClosedCallback((_, error) =>
        {
            if (error?.Condition == BrokerCondition.Timeout)
                opened.TrySetResult(null);
            else
                opened.TrySetException(Explain(context, error, queue));
        });
        try
        {
            await opened.Task.WaitAsync(wait + context.Options.OperationTimeout, context.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when ((e is TimeoutException or OperationCanceledException) && opened.TrySetCanceled(CancellationToken.None))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw context.Failure.OfTimeout($"Asking '{queue}' for a session");
        }

        return await opened.Task.ConfigureAwait(false) is { } answer ? (link, answer) : null;
    }

    private static async Task CloseAsync(ILink link)
    {
        try
        {
            await link.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmqpException or TimeoutException or ObjectDisposedException)
        {
            // The connection is gone, and the session with it.
            return;
        }
    }

    private static TransportException Explain(BrokerContext context, Error? error, string queue) =>
        error?.Condition == BrokerCondition.NotAllowed
            ? new(context.Failure.Texts.NoSessions(queue)) { IsTransient = false }
            : context.Failure.Of(error, $"Opening '{queue}'", queue);
}
