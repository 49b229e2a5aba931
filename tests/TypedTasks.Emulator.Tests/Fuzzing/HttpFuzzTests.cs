using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Http;
using TypedTasks.Emulator.Namespaces;
using TypedTasks.Emulator.Network;
using TypedTasks.Emulator.Security;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Fuzzing;

/// <summary>Malformed requests, descriptions and WebSockets by the thousand, always the same: each is answered or refused in words.</summary>
public sealed class HttpFuzzTests : IDisposable
{
    private const string Key = "key";
    private const string Connect = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    private const string Instance = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";
    private static readonly int Cases = Setting.Number("FUZZ_CASES", 10_000);

    private static readonly string[] Descriptions =
    [
        "<QueueDescription {0}><LockDuration>PT5S</LockDuration><MaxDeliveryCount>3</MaxDeliveryCount><ForwardTo>sb://h/t</ForwardTo><UserMetadata>&#252;</UserMetadata></QueueDescription>",
        "<TopicDescription {0}><DefaultMessageTimeToLive>P1D</DefaultMessageTimeToLive><Status>Disabled</Status></TopicDescription>",
        "<SubscriptionDescription {0}><RequiresSession>false</RequiresSession></SubscriptionDescription>",
        "<RuleDescription {0}><Filter i:type=\"CorrelationFilter\"><Label>l</Label><Properties><KeyValueOfstringanyType><Key>a</Key>"
            + "<Value i:type=\"x:double\">1.5</Value></KeyValueOfstringanyType></Properties></Filter><Action i:type=\"SqlRuleAction\"><SqlExpression>SET a = 1</SqlExpression></Action></RuleDescription>",
    ];

    private static readonly string[] Paths =
    [
        "/q", "/t", "/t/Subscriptions/s", "/t/Subscriptions/s/Rules/r", "/$Resources/Queues?$skip=1&$top=2", "/$Resources/Topics", "/t/Subscriptions", "/t/Subscriptions/s/Rules",
        "/$namespaceinfo", "/health", "/$emulator/namespaces", "/$emulator/time", "/$emulator/scheduled", "/$emulator/", "/$emulator/namespaces/%2F",
        "/$emulator/entities", "/$emulator/messages?entity=q&from=1&count=2&whole=true", "/$emulator/messages", "/$emulator/move", "/$emulator/rule", "/$emulator/usage",
        "/%00", "/%FF%C3%28", "/a%2Fb", "/..//", "/" + new string('x', 300), "/%E2%80%AE",
    ];

    private static readonly string[] Bodies =
    [
        """{"entity":"q","message":{"messageId":"1","subject":"s","contentType":"t","properties":{"a":1,"b":"x","c":true,"d":0.5},"body":"x","delay":"PT5S","timeToLive":"PT1M"}}""",
        """{"entity":"q","copyOf":{"entity":"q","sequenceNumber":1},"message":{"subject":"s"}}""",
        """{"filter":"a = 1 AND sys.Label LIKE 's%'","action":"SET b = a + 2; REMOVE c","message":{"subject":"s","properties":{"a":1}}}""",
        """{"entity":"q/$DeadLetterQueue","sequenceNumbers":[1,2],"to":"q"}""", """{"advance":"PT1S"}""", """{"entity":"q"}""", """{"name":"n"}""",
    ];

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Every_request_is_answered_or_refused()
    {
        var key = new AccessKey("name", Key);
        var context = new ServerContext(world.Broker, key, NullLogger.Instance, world.Time) { MaxConnections = 1, MaxUnsettled = 1 };
        using var listener = new Listener(context, new IPEndPoint(IPAddress.Loopback, 0));
        var routes = new HttpRoutes(
            new NamespaceTable(context, listener, new()), new HttpGate(IPAddress.Loopback, [], key, world.Time), world.Broker, NullLogger.Instance);
        var token = Token();
        var random = new Random(21);
        var answered = new Dictionary<int, int>();
        for (var i = 0; i < Cases; i++)
        {
            var request = Request(random, token);
            var count = random.Next(4);
            for (var change = 0; change < count; change++)
                request = Damage(random, request);
            foreach (var status in Exchange(routes, request))
                answered[status] = answered.GetValueOrDefault(status) + 1;
        }

        // The damage leaves enough of all kinds.
        Assert.All([200, 201, 400, 401, 404, 409], status => Assert.True(answered.GetValueOrDefault(status) > 20, $"{status}: {answered.GetValueOrDefault(status)}"));
        Assert.False(answered.ContainsKey(500));
    }

    [Fact]
    public void Every_websocket_gives_bytes_or_an_end()
    {
        var random = new Random(22);
        for (var i = 0; i < Cases; i++)
        {
            var frames = new byte[random.Next(200)];
            random.NextBytes(frames);
            // Mostly data and control frames with a mask, so that some of it is understood.
            for (var at = 0; at + 6 < frames.Length; at += 6 + (frames[at + 1] & 0x7f))
                (frames[at], frames[at + 1]) = ((byte)(random.Next(8) == 0 ? frames[at] : 0x80 | (random.Next(2) == 0 ? 2 : random.Next(11))), (byte)(0x80 | random.Next(random.Next(4) == 0 ? 128 : 20)));
            using var stream = new WebSocketStream(new Duplex(frames));
            try
            {
                var total = 0;
                for (int count; (count = stream.Read(new byte[50])) > 0;)
                    total += count;
                Assert.InRange(total, 0, frames.Length);
            }
            catch (EndOfStreamException)
            {
                // It ended within the head of a frame.
            }
        }
    }

    private static byte[] Request(Random random, string token)
    {
        var path = Paths[random.Next(Paths.Length)];
        var method = random.Next(10) switch { < 5 => "PUT", < 8 => "GET", 8 => "DELETE", _ => "POST" };
        var body = "";
        if (method == "PUT")
        {
            // The right description for the path, most of the time.
            var kind = random.Next(4) == 0 ? random.Next(4) : path switch { "/t" => 1, "/t/Subscriptions/s" => 2, "/t/Subscriptions/s/Rules/r" => 3, _ => 0 };
            var description = Descriptions[kind].Replace("{0}", $"xmlns=\"{Connect}\" {Instance}", StringComparison.Ordinal);
            body = $"<entry xmlns=\"http://www.w3.org/2005/Atom\"><content>{description}</content></entry>";
            if (random.Next(3) == 0)
                body = Encoding.Latin1.GetString(Damage(random, Encoding.Latin1.GetBytes(body)));
        }

        if (method == "POST")
        {
            body = Bodies[random.Next(Bodies.Length)];
            if (random.Next(3) == 0)
                body = Encoding.Latin1.GetString(Damage(random, Encoding.Latin1.GetBytes(body)));
        }

        var match = random.Next(3) == 0 ? "If-Match: *\r\n" : "";
        var framing = random.Next(3) == 0 && body.Length > 0
            ? $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n"
            : $"Content-Length: {body.Length}\r\n\r\n{body}";
        return Encoding.Latin1.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {token}\r\n{match}{framing}");
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        if (bytes.Length == 0)
            return bytes;
        var list = bytes.ToList();
        var at = random.Next(list.Count);
        switch (random.Next(4))
        {
            case 0: list[at] = (byte)random.Next(256); break;
            case 1: list.RemoveRange(at, Math.Min(random.Next(1, 30), list.Count - at)); break;
            case 2: list.InsertRange(at, list.GetRange(at, Math.Min(random.Next(1, 50), list.Count - at))); break;
            default: list.InsertRange(at, "\r\n \0<>&;%\":/$"u8.ToArray().Skip(random.Next(12)).Take(random.Next(1, 3))); break;
        }

        return [.. list];
    }

    private static string Token()
    {
        const string Resource = "sb%3a%2f%2flocalhost%2f";
        const string Expiry = "4102444800";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{Resource}\n{Expiry}"));
        return $"SharedAccessSignature sr={Resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={Expiry}&skn=name";
    }

    /// <summary>What a connection does with the bytes, as statuses; anything but a refusal in words fails the test.</summary>
    private static List<int> Exchange(HttpRoutes routes, byte[] bytes)
    {
        var statuses = new List<int>();
        var reader = new HttpReader(new Duplex(bytes), _ => { }, TimeProvider.System);
        try
        {
            while (reader.ReadHead() is { } request)
            {
                var response = routes.Answer(request, isSecure: false, () => reader.ReadBody(request));
                Assert.NotEmpty(response.Encode(DateTimeOffset.UnixEpoch, isPersistent: true));
                statuses.Add(response.Status);
                if (statuses.Count > 3)
                    break;
            }
        }
        catch (HttpException refusal)
        {
            Assert.NotEqual("", refusal.Message);
            Assert.DoesNotContain('\n', refusal.Message);
            statuses.Add(refusal.Status);
        }

        return statuses;
    }

    private sealed class Duplex(byte[] received) : MemoryStream
    {
        private int at;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, received.Length - at);
            received.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
