using Amqp;
using Amqp.Framing;

namespace TypedTasks.Amqp.Links;

/// <summary>Attaches links and waits until the broker has agreed or said why not.</summary>
internal static class LinkOpening
{
    public static Task<ReceiverLink> ReceiverAsync(
        BrokerContext context, Session session, Attach attach, string queue, CancellationToken cancellationToken) =>
        OpenAsync(
            context,
            onAttached => new ReceiverLink(session, NewName(queue), attach, onAttached),
            answer => answer.Source is not null,
            queue,
            cancellationToken);

    public static Task<SenderLink> SenderAsync(
        BrokerContext context,
        Session session,
        Attach attach,
        string queue,
        Action<Attach>? onAnswer,
        CancellationToken cancellationToken) =>
        OpenAsync(
            context,
            onAttached => new SenderLink(session, NewName(queue), attach, onAttached),
            answer =>
            {
                onAnswer?.Invoke(answer);
                return answer.Target is not null;
            },
            queue,
            cancellationToken);

    private static async Task<T> OpenAsync<T>(
        BrokerContext context,
        Func<OnAttached, T> create,
        Func<Attach, bool> isGranted,
        string queue,
        CancellationToken cancellationToken)
        where T : Link
    {
        var opened = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        T link;
        try
        {
            // A refusal is an attach without a terminus, followed by a detach that says why.
            link = create((_, answer) =>
            {
                if (isGranted(answer))
                    opened.TrySetResult(true);
            });
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            throw context.Failure.Of((e as AmqpException)?.Error, $"Opening '{queue}'", queue);
        }

        link.AddClosedCallback((_, error) =>
            opened.TrySetException(context.Failure.Of(error, $"Opening '{queue}'", queue)));
        await context.AnswerAsync(opened.Task, $"Opening '{queue}'", cancellationToken).ConfigureAwait(false);
        return link;
    }

    private static string NewName(string queue) => $"{queue}-{Guid.NewGuid():N}";
}
