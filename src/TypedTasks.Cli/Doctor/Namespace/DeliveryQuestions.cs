using Amqp;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>What counts as a failed delivery, and what does not.</summary>
internal static class DeliveryQuestions
{
    private static readonly TimeSpan ShortLock = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<Question> All { get; } =
    [
        new(7, "A message is released: the outcome of AMQP that blames nobody",
            "It is not counted as a delivery.",
            "Every worker that stops and gives prefetched messages back would cost them a delivery, and ten restarts would dead-letter them: they would have to be left until their locks run out.",
            ReleasedAsync),
        new(8, "A message is abandoned",
            "It is counted as a delivery.",
            "A message on which workers fail would come for ever: the worker would have to count by itself.",
            static (trial, ct) => AgainAsync(trial, static (receiver, message, t) => receiver.AbandonMessageAsync(message, cancellationToken: t), counts: true, ct)),
        new(9, "A lock runs out",
            "It is counted as a delivery.",
            "A message on which workers die would come for ever: only its deadline would end it.",
            static (trial, ct) => AgainAsync(trial, static (_, _, t) => Task.Delay(ShortLock + TimeSpan.FromSeconds(1), TimeProvider.System, t), counts: true, ct)),
        new(10, "A session is closed while a message of it is locked",
            "The message is not counted as a delivery.",
            "Ordered steps that a stopping worker hands back would cost a delivery each time, and fail after a few restarts.",
            SessionAsync),
    ];

    private static async Task<Answer> ReleasedAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken);
        await trial.SendAsync(queue, cancellationToken, new ServiceBusMessage("step"));

        // The official client has no gesture for this outcome.
        var connection = await Connection.Factory.CreateAsync(RawAddress.Of(trial.Connection));
        try
        {
            var session = new Session(connection);
            var receiver = new ReceiverLink(session, "doctor", queue);

            // For one message: with more, the released one comes back here at once.
            receiver.SetCredit(1, CreditMode.Manual);
            using var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(20)) ?? throw new TimeoutException($"No message came from {queue}.");
            receiver.Release(message);
            await receiver.CloseAsync();
        }
        catch (AmqpException e)
        {
            return new(null, $"The broker was not reached without the official client: {Problem.Of(e)}");
        }
        finally
        {
            await connection.CloseAsync();
        }

        return Counted(await Trial.TakeAsync(trial.Client().CreateReceiver(queue), cancellationToken), counts: false);
    }

    private static async Task<Answer> AgainAsync(
        Trial trial, Func<ServiceBusReceiver, ServiceBusReceivedMessage, CancellationToken, Task> fail, bool counts, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken, static q => q.LockDuration = ShortLock);
        await trial.SendAsync(queue, cancellationToken, new ServiceBusMessage("step"));
        var receiver = trial.Client().CreateReceiver(queue);
        await fail(receiver, await Trial.TakeAsync(receiver, cancellationToken), cancellationToken);
        return Counted(await Trial.TakeAsync(receiver, cancellationToken), counts);
    }

    private static async Task<Answer> SessionAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken, static q => q.RequiresSession = true);
        await trial.SendAsync(queue, cancellationToken, new ServiceBusMessage("step") { SessionId = "key" });
        var client = trial.Client();
        await using (var first = await client.AcceptSessionAsync(queue, "key", cancellationToken: cancellationToken))
            await Trial.TakeAsync(first, cancellationToken);
        await using var second = await client.AcceptSessionAsync(queue, "key", cancellationToken: cancellationToken);
        return Counted(await Trial.TakeAsync(second, cancellationToken), counts: false);
    }

    // The client counts the delivery that it has just got.
    private static Answer Counted(ServiceBusReceivedMessage again, bool counts) =>
        new(again.DeliveryCount == (counts ? 2 : 1), $"It came again as delivery {again.DeliveryCount}.");
}
