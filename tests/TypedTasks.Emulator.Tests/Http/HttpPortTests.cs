using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Http;

public sealed class HttpPortTests : IAsyncLifetime
{
    private const string Health = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private const string Queue = """<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml"><QueueDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect"/></content></entry>""";
    private readonly FakeTimeProvider wireTime = new();
    private ServiceBusEmulator emulator = null!;
    private HttpClientByHand client = null!;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new() { WireTime = wireTime, HostNames = { "emulator.test" } });
        client = new HttpClientByHand(emulator);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await emulator.DisposeAsync();
    }

    private byte[] Upgrade(params (string Name, string Value)[] changes) => client.Request("GET", "/$servicebus/websocket", "",
    [
        ("Authorization", ""), ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Protocol", "AMQPWSB10"), .. changes,
    ]);

    [Fact]
    public void A_request_cut_at_every_byte_is_the_same_request()
    {
        var request = client.Request("PUT", "/cut?api-version=2021-05", Queue);
        for (var cut = 1; cut < request.Length; cut += cut < request.Length - Queue.Length ? 1 : 17)
        {
            client.Stream.Write(request.AsSpan(0, cut));
            Assert.Equal(cut == 1 ? 201 : 409, client.Exchange(request[cut..]).Status);
        }
    }

    [Fact]
    public void Requests_in_one_packet_are_answered_in_order()
    {
        client.Stream.Write(Encoding.ASCII.GetBytes(Health + Health));
        client.Stream.Write(client.Request("GET", "/none"));
        Assert.Equal([200, 200, 200], new[] { client.Read().Status, client.Read().Status, client.Read().Status });
    }

    [Fact]
    public void A_body_in_chunks_is_a_body()
    {
        var half = Queue.Length / 2;
        var chunks = $"{half:x}\r\n{Queue[..half]}\r\n{Queue.Length - half:X};note=1\r\n{Queue[half..]}\r\n0\r\nTrailer: x\r\n\r\n";
        client.Stream.Write(client.Request("PUT", "/chunked", "", ("Transfer-Encoding", "chunked")));
        Assert.Equal(201, client.Exchange(chunks).Status);
        Assert.Equal(200, client.Exchange(Health).Status);
    }

    [Fact]
    public void Who_waits_before_sending_a_body_is_told_to_go_on()
    {
        client.Stream.Write(client.Request("PUT", "/patient", "", ("Content-Length", $"{Queue.Length}"), ("Expect", "100-continue")));
        var go = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        client.Stream.ReadExactly(go);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(go));
        Assert.Equal(201, client.Exchange(Queue).Status);
    }

    [Theory]
    [InlineData("GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET http://localhost/health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET  /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\nHost: local\nhost\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    public void What_is_not_a_good_request_is_refused(string request, int status) => Assert.Equal(status, client.Exchange(request).Status);

    [Theory]
    [InlineData("Content-Length", "1", "Transfer-Encoding", "chunked", 400)]
    [InlineData("Content-Length", "-1", "X", "x", 400)]
    [InlineData("Content-Length", "+1", "X", "x", 400)]
    [InlineData("Content-Length", "1,1", "X", "x", 400)]
    [InlineData("Content-Length", "262145", "X", "x", 413)]
    [InlineData("Content-Length", "99999999999999999999", "X", "x", 400)]
    [InlineData("Transfer-Encoding", "gzip, chunked", "X", "x", 501)]
    public void A_body_of_doubtful_length_is_refused_before_it_is_read(string name, string value, string other, string otherValue, int status)
    {
        Assert.Equal(status, client.Exchange(client.Request("PUT", "/q", "", (name, value), (other, otherValue))).Status);
        Assert.True(client.IsClosed());
    }

    [Fact]
    public void Chunks_that_add_up_to_too_much_are_refused()
    {
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        client.Stream.Write(client.Request("PUT", "/q", "", ("Transfer-Encoding", "chunked")));
        for (var i = 0; i < 4; i++)
            client.Stream.Write(Encoding.ASCII.GetBytes(chunk));
        Assert.Equal(413, client.Exchange("1\r\n").Status);
    }

    [Theory]
    [InlineData(17_000, 1)]
    [InlineData(10, 66)]
    public void A_head_that_is_too_long_is_refused(int length, int headers)
    {
        var lines = string.Concat(Enumerable.Range(0, headers).Select(i => $"X-{i}: {new string('x', length)}\r\n"));
        Assert.Equal(431, client.Exchange($"GET /health HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n").Status);
    }

    [Fact]
    public void A_head_that_never_ends_is_refused_when_its_time_is_over()
    {
        client.Stream.Write("GET /heal"u8);
        // A second request is answered only after the bytes of the first were read.
        using var other = new HttpClientByHand(emulator);
        Assert.Equal(200, other.Exchange(Health).Status);
        wireTime.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(408, client.Exchange("t").Status);
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:5300", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:1", 200)]
    [InlineData("emulator.test", 200)]
    [InlineData("evil.test", 400)]
    [InlineData("localhost.evil.test", 400)]
    [InlineData("10.0.0.1", 400)]
    [InlineData("user@localhost", 400)]
    [InlineData("localhost/x", 400)]
    public void Only_the_servers_own_names_are_served(string host, int status) =>
        Assert.Equal(status, client.Exchange($"GET /health HTTP/1.1\r\nHost: {host}\r\n\r\n").Status);

    [Theory]
    [InlineData("http://localhost", 200)]
    [InlineData("http://evil.test", 403)]
    [InlineData("http://localhost:3000", 403)]
    [InlineData("https://localhost", 403)]
    [InlineData("null", 403)]
    public void Pages_of_other_sites_are_refused(string origin, int status) =>
        Assert.Equal(status, client.Exchange($"GET /health HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\r\n").Status);

    [Fact]
    public void Only_a_valid_token_for_the_address_is_let_in()
    {
        var url = $"http://{client.Host}/q";
        (string Token, int Status)[] tokens =
        [
            (client.Token(url), 200),
            (client.Token($"sb://{client.Host}/"), 200),
            (client.Token(url, seconds: -1), 401),
            (client.Token(url, key: "wrong"), 401),
            (client.Token($"http://{client.Host}/other"), 401),
            (client.Token("http://other.test/q"), 401),
            ("Bearer abc", 401),
            ("", 401),
        ];
        foreach (var (token, status) in tokens)
            Assert.Equal(status, client.Exchange(client.Request("GET", "/q", "", ("Authorization", token))).Status);
    }

    [Fact]
    public void Nobody_without_a_token_makes_the_server_wait_for_a_body()
    {
        Assert.Equal(401, client.Exchange(client.Request("PUT", "/q", "", ("Authorization", ""), ("Content-Length", "200000"))).Status);
        Assert.True(client.IsClosed());
    }

    [Fact]
    public void More_connections_than_there_are_threads_for_are_closed()
    {
        var clients = Enumerable.Range(0, 99).Select(_ => new HttpClientByHand(emulator)).ToList();
        foreach (var client in clients.Append(this.client))
            Assert.Equal(200, client.Exchange(Health).Status);
        using var last = new HttpClientByHand(emulator);
        Assert.True(last.IsClosed());
        clients.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version", "12")]
    [InlineData("Sec-WebSocket-Protocol", "mqtt")]
    [InlineData("Sec-WebSocket-Protocol", "amqpx")]
    [InlineData("Sec-WebSocket-Key", "c2hvcnQ=")]
    [InlineData("Upgrade", "h2c")]
    [InlineData("Connection", "keep-alive")]
    public void A_websocket_that_is_not_for_amqp_is_refused(string header, string value) =>
        Assert.Equal(400, client.Exchange(Upgrade((header, value))).Status);

    [Theory]
    [InlineData("Host", "evil.test", 400)]
    [InlineData("Origin", "http://evil.test", 403)]
    public void A_websocket_from_elsewhere_is_refused(string header, string value, int status) =>
        Assert.Equal(status, client.Exchange(Upgrade((header, value))).Status);

    [Fact]
    public void A_websocket_needs_a_token_in_time_as_every_connection_does()
    {
        client.Stream.Write(Upgrade());
        Assert.StartsWith("HTTP/1.1 101", ReadUntil("\r\n\r\n"), StringComparison.Ordinal);
        // An AMQP header in a masked binary frame; its answer shows that the connection is watched by now.
        client.Stream.Write([0x82, 0x88, 0, 0, 0, 0, .. "AMQP"u8, 3, 1, 0, 0]);
        ReadUntil("AMQP");
        wireTime.Advance(TimeSpan.FromSeconds(21));
        while (!client.IsClosed())
        {
            // The rest of the handshake and the close frame.
        }
    }

    private string ReadUntil(string end)
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
            text.Append((char)client.Stream.ReadByte());
        return text.ToString();
    }

    [Fact]
    public async Task Without_an_http_port_there_is_none()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { HttpPort = null });
        Assert.Null(emulator.HttpPort);
        Assert.Null(emulator.AdministrationConnectionString);
    }

    [Fact]
    public async Task Stopping_ends_the_connections_that_wait()
    {
        Assert.Equal(200, client.Exchange(Health).Status);
        await emulator.DisposeAsync();
        Assert.True(client.IsClosed());
    }
}
