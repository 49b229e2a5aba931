using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Benchmarks;

/// <summary>A connection of the bare client library, set up as the transport sets up its own.</summary>
internal sealed class BareConnection : IAsyncDisposable
{
    private readonly Connection connection;

    private BareConnection(Connection connection)
    {
        this.connection = connection;
        Session = new(connection);
    }

    public Session Session { get; }

    public static async Task<BareConnection> OpenAsync(string connectionString)
    {
        var parts = connectionString.Split(';').Select(static p => p.Split('=', 2)).ToDictionary(static p => p[0], static p => p[1]);
        var endpoint = new Uri(parts["Endpoint"]);
        var factory = new ConnectionFactory();
        factory.AMQP.MaxFrameSize = 256 * 1024;
        factory.AMQP.ContainerId = Guid.NewGuid().ToString("N");
        factory.AMQP.HostName = endpoint.Host;
        factory.TCP.NoDelay = true;
        var address = new Address(
            endpoint.Host, endpoint.Port, parts["SharedAccessKeyName"], parts["SharedAccessKey"], "/", "amqp");
        return new(await factory.CreateAsync(address, new ConnectionHandler()));
    }

    public SenderLink OpenSender(object target)
    {
        var attach = new Attach { Source = new Source(), Target = target, SndSettleMode = SenderSettleMode.Unsettled };
        return new(Session, Guid.NewGuid().ToString("N"), attach, null);
    }

    public ReceiverLink OpenReceiver(string queue) => new(
        Session,
        Guid.NewGuid().ToString("N"),
        new Attach
        {
            Source = new Source { Address = queue },
            Target = new Target(),
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.Second,
        },
        null);

    public async ValueTask DisposeAsync() => await connection.CloseAsync();
}
