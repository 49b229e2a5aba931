using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Security;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Amqp.Links;

/// <summary>
/// One AMQP connection with one session. It lives once: whoever needs it after a loss opens another.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);
    private readonly Connection connection;
    private readonly TaskCompletionSource<Error?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TokenKeeper? tokens;

    private BrokerConnection(Connection connection)
    {
        this.connection = connection;
        Session = new(connection);
        Session.AddClosedCallback((_, error) => closed.TrySetResult(error));
        connection.AddClosedCallback((_, error) => closed.TrySetResult(error));
    }

    public Session Session { get; }

    /// <summary>Ends when the connection or its session has ended, with what the broker said.</summary>
    public Task<Error?> Closed => closed.Task;

    public bool IsClosed => closed.Task.IsCompleted;

    public static async Task<BrokerConnection> OpenAsync(BrokerContext context, CancellationToken cancellationToken)
    {
        BrokerConnection? result = null;
        try
        {
            var connection = await ConnectAsync(context, cancellationToken).ConfigureAwait(false);
            result = new(connection);
            result.tokens = await TokenKeeper.OpenAsync(context, result, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (result is not null)
                await result.DisposeAsync().ConfigureAwait(false);
            throw context.Failure.OfConnect(e);
        }
    }

    /// <summary>Puts a token for an entity, unless that was done, and keeps it fresh.</summary>
    public Task AuthorizeAsync(string address, CancellationToken cancellationToken) =>
        tokens!.AuthorizeAsync(address, cancellationToken);

    /// <summary>
    /// Opens something on an entity under a token for it. One that was put before may be over by now at the broker: what is refused
    /// under it is tried once more under a new one.
    /// </summary>
    public async Task<T> OpenAuthorizedAsync<T>(string address, Func<Task<T>> open, CancellationToken cancellationToken)
    {
        var isOld = tokens!.Knows(address);
        await AuthorizeAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            return await open().ConfigureAwait(false);
        }
        catch (TransportException e) when (isOld && !e.IsTransient && !IsClosed)
        {
            await tokens.PutAgainAsync(address).ConfigureAwait(false);
            return await open().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (tokens is not null)
            await tokens.DisposeAsync().ConfigureAwait(false);
        try
        {
            await connection.CloseAsync(ClosePatience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmqpException or TimeoutException or ObjectDisposedException)
        {
            // It was broken already: closing is a courtesy.
            closed.TrySetResult(null);
        }
    }

    private static async Task<Connection> ConnectAsync(BrokerContext context, CancellationToken cancellationToken)
    {
        var target = context.Target;
        var factory = new ConnectionFactory();
        factory.SASL.Profile = new CbsSaslProfile();
        factory.AMQP.MaxFrameSize = 256 * 1024;
        factory.AMQP.MaxLinksPerSession = 1024;
        factory.AMQP.IdleTimeout = 60_000;
        factory.AMQP.HostName = target.Host;
        factory.AMQP.ContainerId = "typedtasks-" + Guid.NewGuid().ToString("N");
        factory.TCP.NoDelay = true;
        var address = new Address(target.Host, target.Port, null, null, "/", target.Scheme);
        using var limit = new CancellationTokenSource(context.Options.OperationTimeout, context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var handler = new ConnectionHandler();
        var connecting = factory.CreateAsync(address, both.Token, handler);
        try
        {
            return await connecting.WaitAsync(both.Token).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            handler.Abort();
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }
        catch
        {
            handler.Abort();
            throw;
        }
    }
}
