using System.Globalization;
using TypedTasks.Contracts;

namespace TypedTasks.Simulation.Tests;

/// <summary>The broker as one process sees it.</summary>
internal sealed class SimTransport(SimWorld world, SimProcess? owner) : ITransport
{
    public string Endpoint => "simulation";

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        new(world.AnswerAsync(owner, $"send {string.Join(", ", messages.Select(static m => m.Id))}", () =>
        {
            if (world.Faulty(Fault.SendRefused))
                throw new TransportException("The broker could not be reached.");
            foreach (var message in messages)
                world.Accept(message);
            if (world.Faulty(Fault.SendUnanswered))
                throw new TransportException("The broker did not answer.");
        }));

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The world delivers by itself.");

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var page = world.DeadLetters.Skip(from).Take(10).ToArray();
        return new(new DeadLetterPage(page, (from + page.Length).ToString(CultureInfo.InvariantCulture)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
