using System.Collections.Concurrent;
using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>The connection that client sends and reading of dead letters share; it is opened when needed, and again after a loss.</summary>
internal sealed class SharedConnection(BrokerContext context) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private State? _state;
    private bool _disposed;

    public async ValueTask<SenderLinks> GetLinksAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Links;

    /// <summary>Opens the request channel of a node, or finds it open.</summary>
    public async ValueTask<RequestChannel> GetChannelAsync(string address, CancellationToken cancellationToken)
    {
        var state = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (state.Channels.TryGetValue(address, out var known) && !known.IsClosed) return known;
        return state.Channels[address] = await state.Connection.OpenAuthorizedAsync(
            address, () => RequestChannel.OpenAsync(context, state.Connection, address, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection of these links, unless another was opened since; the next use opens another.</summary>
    public async Task RetireAsync(SenderLinks links)
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_state is not { } state || state.Links != links) return;
            _state = null;
            await state.Connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        if (_state is { } state) await state.Connection.DisposeAsync().ConfigureAwait(false);
        _opening.Release();
    }

    private ValueTask<State> GetAsync(CancellationToken cancellationToken)
    {
        return Volatile.Read(ref _state) is { Connection.IsClosed: false } state ? new(state) : OpenAsync(cancellationToken);
    }

    private async ValueTask<State> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ITransport));
            if (_state is { Connection.IsClosed: false } open) return open;
            if (_state is { } old) await old.Connection.DisposeAsync().ConfigureAwait(false);
            var connection = await BrokerConnection.OpenAsync(context, cancellationToken).ConfigureAwait(false);
            TransportLog.Sending(context.Log, context.Endpoint);
            return _state = new(connection, new SenderLinks(context, connection, null));
        }
        finally
        {
            _opening.Release();
        }
    }

    private sealed record State(BrokerConnection Connection, SenderLinks Links)
    {
        public ConcurrentDictionary<string, RequestChannel> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
