using System.Globalization;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>The broker as one process sees it.</summary>
internal sealed class SimTransport(SimWorld world, SimProcess? owner) : ITransport
{
    // What is sent outside of a settlement is rare: each of it is worth a fault.
    private const double Failing = 0.2;

    public string Endpoint => "simulation";

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        new(world.AnswerAsync(owner, () => $"send {string.Join(", ", messages.Select(static m => m.Id))}", () =>
        {
            var places = messages.Select(SimPlace.Of);
            if (world.Faulty(Fault.SendRefused, Failing, places))
                throw new TransportException("The broker could not be reached.");
            foreach (var message in messages)
                world.Accept(world.Broken?.Sending(message) ?? message);
            if (world.Faulty(Fault.SendUnanswered, Failing, places))
                throw new TransportException("The broker did not answer.");
        }));

    public ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken) => new(SimBroker.MostBytes);

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The world delivers by itself.");

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var page = world.Broken?.SeesDeadLetters == false
            ? []
            : world.Broker.Letters.Where(l => l.Number >= from && l.Letter.Message.Queue == queue).Take(10).ToArray();
        var next = page.Length > 0 ? page[^1].Number + 1 : from;
        return new(new DeadLetterPage([.. page.Select(static l => l.Letter)], next.ToString(CultureInfo.InvariantCulture)));
    }

    public ValueTask<IReceiver> OpenDeadLettersAsync(
        string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken) => new(new SimLetters(world, queue));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
