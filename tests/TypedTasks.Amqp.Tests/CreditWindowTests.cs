using Amqp;
using TypedTasks.Amqp.Receiving;
using TypedTasks.Amqp.Security;
using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

public sealed class CreditWindowTests
{
    /// <summary>
    /// For a moment the client library throws here: what a slot has just taken, and the slot, would be lost. The moment is short;
    /// without the guard about one connection in fifty meets it.
    /// </summary>
    [Fact]
    public async Task Credit_that_is_granted_while_the_connection_ends_disturbs_nobody()
    {
        await using var broker = await TestBroker.StartAsync();
        for (var i = 0; i < 300; i++)
        {
            var factory = new ConnectionFactory();
            factory.SASL.Profile = new CbsSaslProfile();
            var connection = await factory.CreateAsync(new Address("127.0.0.1", broker.Emulator.Port, null, null, "/", "amqp"));
            var ended = new TaskCompletionSource();
            connection.AddClosedCallback((_, _) => ended.TrySetResult());
            var window = new CreditWindow(new ReceiverLink(new Session(connection), "any", "work"), 1);
            var began = new TaskCompletionSource();
            var granting = Task.Run(() =>
            {
                while (!ended.Task.IsCompleted)
                {
                    window.Replenish(1);
                    began.TrySetResult();
                    window.Arrived();
                    window.Left();
                }
            });
            await began.Task;
            broker.Emulator.Faults.CloseConnections(ErrorCode.InternalError);
            await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await granting;
        }
    }
}
