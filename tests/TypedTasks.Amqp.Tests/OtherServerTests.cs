using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace TypedTasks.Amqp.Tests;

public sealed class OtherServerTests
{
    [Theory]
    [InlineData(null, "did not answer in time. Is it a Service Bus endpoint")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "does not speak AMQP 1.0.")]
    [InlineData("", "closed the connection while it was being opened.")]
    public async Task A_server_that_is_silent_or_speaks_something_else_is_said_in_words(string? answer, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, answer);
        await using var transport = new AmqpTransport(
            new()
            {
                ConnectionString = $"Endpoint=sb://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port};"
                    + "SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true",
                OperationTimeout = TimeSpan.FromSeconds(2),
            },
            NullLoggerFactory.Instance,
            TimeProvider.System);
        var e = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.OpenReceiverAsync("work", new(1, 0), default));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(transport.Endpoint, e.Message, StringComparison.Ordinal);
        // The connection is not left behind.
        await serving.WaitAsync(TimeSpan.FromSeconds(10));

        static async Task ServeAsync(TcpListener listener, string? answer)
        {
            using var client = await listener.AcceptSocketAsync();
            if (answer is not null)
                await client.SendAsync(Encoding.ASCII.GetBytes(answer));
            if (answer is "")
                return;
            var buffer = new byte[1024];
            try
            {
                while (await client.ReceiveAsync(buffer) > 0)
                {
                }
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}
