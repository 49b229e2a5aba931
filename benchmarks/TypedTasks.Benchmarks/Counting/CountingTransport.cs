using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Transport;

namespace TypedTasks.Benchmarks;

/// <summary>Counts what passes through the transport under it. It runs in a round of its own: counting costs time.</summary>
internal sealed class CountingTransport(ITransport inner, Traffic traffic) : ITransport
{
    public string Endpoint => inner.Endpoint;

    /// <summary>Puts it around the transport that is registered.</summary>
    public static void Wrap(IServiceCollection services, Traffic traffic)
    {
        var registered = services.Last(static s => s.ServiceType == typeof(ITransport));
        services.Remove(registered);
        services.AddSingleton<ITransport>(s => new CountingTransport((ITransport)registered.ImplementationFactory!(s), traffic));
    }

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        traffic.Send(messages);
        return inner.SendAsync(messages, cancellationToken);
    }

    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        new CountingReceiver(await inner.OpenReceiverAsync(queue, options, cancellationToken), traffic);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
