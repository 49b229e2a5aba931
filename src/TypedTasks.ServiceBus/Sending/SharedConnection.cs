using System.Collections.Concurrent;
using TypedTasks.Contracts;
using TypedTasks.ServiceBus.Links;

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
        await state.Connection.AuthorizeAsync(address, cancellationToken).ConfigureAwait(false);
        return state.Channels[address] =
            await RequestChannel.OpenAsync(context, state.Connection, address, cancellationToken).ConfigureAwait(false);
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
