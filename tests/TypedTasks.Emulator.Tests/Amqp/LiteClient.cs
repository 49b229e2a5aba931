using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Sasl;
using Amqp.Transactions;
using Amqp.Types;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>An independent client on AMQP.NET Lite that makes the gestures of a transport.</summary>
internal sealed class LiteClient : IHandler, IAsyncDisposable
{
    private readonly Dictionary<string, TaskCompletionSource<DeliveryState?>> outcomes = [];
    private readonly string key;
    private readonly string keyName;
    private Connection connection = null!;
    private SenderLink? coordinator;

    private LiteClient(string connectionString)
    {
        key = Part("SharedAccessKey=");
        keyName = Part("SharedAccessKeyName=");

        string Part(string name) => connectionString.Split(';').Single(part => part.StartsWith(name, StringComparison.Ordinal))[name.Length..];
    }

    public Session Session { get; private set; } = null!;

    public static Task<LiteClient> ConnectAsync(ServiceBusEmulator emulator, params string[] audiences) =>
        ConnectAsync(emulator.ConnectionString, audiences);

    public static async Task<LiteClient> ConnectAsync(string connectionString, params string[] audiences)
    {
        var client = new LiteClient(connectionString);
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        factory.SSL.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=TypedTasks Service Bus emulator";
        var scheme = connectionString.Contains("UseDevelopmentEmulator", StringComparison.Ordinal) ? "amqp" : "amqps";
        client.connection = await factory.CreateAsync(new Address($"{scheme}://127.0.0.1:{new Uri(connectionString.Split(';')[0]["Endpoint=".Length..]).Port}"), client);
        client.Session = new Session(client.connection);
        foreach (var audience in audiences)
            Assert.Equal(202, await client.PutTokenAsync(audience, TimeSpan.FromHours(1)));
        return client;
    }

    public async Task<int> PutTokenAsync(string path, TimeSpan life, string? key = null, string? keyName = null)
    {
        var audience = $"sb://127.0.0.1/{path}";
        var encoded = Uri.EscapeDataString(audience);
        var expiry = DateTimeOffset.UtcNow.Add(life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key ?? this.key), Encoding.UTF8.GetBytes($"{encoded}\n{expiry}"));
        var token = $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn={Uri.EscapeDataString(keyName ?? this.keyName)}";
        var request = new Message(token)
        {
            Properties = new Properties { MessageId = Guid.NewGuid().ToString(), ReplyTo = "cbs-reply" },
            ApplicationProperties = new ApplicationProperties
            {
                ["operation"] = "put-token",
                ["type"] = "servicebus.windows.net:sastoken",
                ["name"] = audience,
            },
        };
        using var response = await RequestAsync("$cbs", request, "cbs-reply");
        return (int)response.ApplicationProperties["status-code"];
    }

    public async Task<Message> ManageAsync(string entity, string operation, Map body)
    {
        var request = new Message(body)
        {
            Properties = new Properties { MessageId = Guid.NewGuid().ToString(), ReplyTo = "reply" },
            ApplicationProperties = new ApplicationProperties { ["operation"] = operation },
        };
        return await RequestAsync(entity + "/$management", request, "reply");
    }

    public async Task<Message> RequestAsync(string node, Message request, string replyTo)
    {
        var sender = new SenderLink(Session, "s" + Guid.NewGuid(), node);
        var receiver = new ReceiverLink(
            Session, "r" + Guid.NewGuid(), new Attach { Source = new Source { Address = node }, Target = new Target { Address = replyTo } }, null);
        await sender.SendAsync(request);
        var response = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        await sender.CloseAsync();
        await receiver.CloseAsync();
        return response ?? throw new TimeoutException("No reply came.");
    }

    public SenderLink Sender(string queue, string? destination = null) => new(
        Session, "s" + Guid.NewGuid(), new Attach
        {
            Target = new Target { Address = queue },
            Source = new Source(),
            Properties = destination is null ? null : new Fields { [new Symbol("com.microsoft:transfer-destination-address")] = destination },
        }, null);

    public ReceiverLink Receiver(string queue) => new(
        Session, "r" + Guid.NewGuid(),
        new Attach { SndSettleMode = SenderSettleMode.Unsettled, RcvSettleMode = ReceiverSettleMode.Second, Source = new Source { Address = queue }, Target = new Target() },
        null);

    public static Message Message(string id, string body = "body") =>
        new(body) { Properties = new Properties { MessageId = id } };

    /// <summary>Sends with an explicit state and returns the outcome.</summary>
    public static async Task<Outcome> SendAsync(SenderLink sender, Message message, DeliveryState? state = null)
    {
        var outcome = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        sender.Send(message, state, (link, _, result, _) =>
        {
            if (link.Error is { } error)
                outcome.TrySetException(new AmqpException(error));
            else
                outcome.TrySetResult(result);
        }, null);
        return await outcome.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Settles without closing the delivery and returns what the broker says.</summary>
    public Task<DeliveryState?> SettleAsync(Message message, DeliveryState state)
    {
        var answer = new TaskCompletionSource<DeliveryState?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (outcomes)
            outcomes[Convert.ToHexString(message.DeliveryTag)] = answer;
        DisposeDelivery(Session, true, DeliveryOf(message), state, false);
        return answer.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async Task<byte[]> DeclareAsync()
    {
        coordinator ??= new SenderLink(
            Session, "c" + Guid.NewGuid(), new Attach { Target = new Coordinator(), Source = new Source() }, null);
        return Assert.IsType<Declared>(await SendAsync(coordinator, new Message(new Declare()))).TxnId;
    }

    public Task<Outcome> DischargeAsync(byte[] id, bool fail = false) =>
        SendAsync(coordinator!, new Message(new Discharge { TxnId = id, Fail = fail }));

    public SenderLink Coordinator => coordinator!;

    public Task CloseCoordinatorAsync() => coordinator!.CloseAsync();

    public bool CanHandle(EventId id) => id == EventId.DeliveryStateChanged;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Context is not IDelivery delivery)
            return;
        TaskCompletionSource<DeliveryState?>? answer;
        lock (outcomes)
            outcomes.Remove(Convert.ToHexString(delivery.Tag), out answer);
        answer?.TrySetResult(delivery.State);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.CloseAsync();
        }
        catch (AmqpException) when (connection.IsClosed)
        {
            // The broker was faster, and had a reason.
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void DisposeDelivery(
        Session session, bool role, [UnsafeAccessorType("Amqp.Delivery, Amqp.Net")] object delivery, DeliveryState state, bool settled);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Delivery")]
    [return: UnsafeAccessorType("Amqp.Delivery, Amqp.Net")]
    private static extern object DeliveryOf(Message message);
}
