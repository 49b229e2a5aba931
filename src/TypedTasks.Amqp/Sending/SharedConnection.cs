using System.Collections.Concurrent;
using TypedTasks.Amqp.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Sending;

/// <summary>The connection that client sends and reading of dead letters share; it is opened when needed, and again after a loss.</summary>
internal sealed class SharedConnection(BrokerContext context) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    private State? state;
    private bool disposed;

    public async ValueTask<SenderLinks> GetLinksAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Links;

    /// <summary>Opens the request channel of a node, or finds it open.</summary>
    public async ValueTask<RequestChannel> GetChannelAsync(string address, CancellationToken cancellationToken)
    {
        var state = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (state.Channels.TryGetValue(address, out var known) && !known.IsClosed)
            return known;
        return state.Channels[address] = await state.Connection.OpenAuthorizedAsync(
            address, () => RequestChannel.OpenAsync(context, state.Connection, address, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection of these links, unless another was opened since; the next use opens another.</summary>
    public async Task RetireAsync(SenderLinks links)
    {
        await opening.WaitAsync().ConfigureAwait(false);
        try
        {
            if (this.state is not { } state || state.Links != links)
                return;
            this.state = null;
            await state.Connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await opening.WaitAsync().ConfigureAwait(false);
        disposed = true;
        if (this.state is { } state)
            await state.Connection.DisposeAsync().ConfigureAwait(false);
        opening.Release();
    }

    private ValueTask<State> GetAsync(CancellationToken cancellationToken)
    {
        return Volatile.Read(ref this.state) is { Connection.IsClosed: false } state ? new(state) : OpenAsync(cancellationToken);
    }

    private async ValueTask<State> OpenAsync(CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(ITransport));
            if (state is { Connection.IsClosed: false } open)
                return open;
            if (state is { } old)
                await old.Connection.DisposeAsync().ConfigureAwait(false);
            var connection = await BrokerConnection.OpenAsync(context, cancellationToken).ConfigureAwait(false);
            TransportLog.Sending(context.Log, context.Endpoint);
            return state = new(connection, new SenderLinks(context, connection, null));
        }
        finally
        {
            opening.Release();
        }
    }

    private sealed record State(BrokerConnection Connection, SenderLinks Links)
    {
        public ConcurrentDictionary<string, RequestChannel> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
