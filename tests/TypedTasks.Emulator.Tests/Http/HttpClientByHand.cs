using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Emulator.Tests.Http;

/// <summary>A client that writes its bytes itself, so that it can write wrong ones.</summary>
internal sealed class HttpClientByHand : IDisposable
{
    private readonly TcpClient client = new();
    private readonly string key;
    private readonly int port;

    public HttpClientByHand(ServiceBusEmulator emulator)
    {
        port = emulator.HttpPort!.Value;
        key = emulator.ConnectionString.Split(';').Single(part => part.StartsWith("SharedAccessKey=", StringComparison.Ordinal))["SharedAccessKey=".Length..];
        client.Connect("127.0.0.1", port);
        client.NoDelay = true;
        Stream = client.GetStream();
        Stream.ReadTimeout = 30_000;
    }

    public NetworkStream Stream { get; }

    public string Host => $"127.0.0.1:{port}";

    public string Token(string url, int seconds = 300, string? key = null)
    {
        var resource = Uri.EscapeDataString(url);
        var expiry = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key ?? this.key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn=RootManageSharedAccessKey";
    }

    /// <summary>A request with everything that a good one needs, and what is added or replaced.</summary>
    public byte[] Request(string method, string path, string body = "", params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>
        {
            ["Host"] = Host,
            ["Authorization"] = Token($"http://{Host}{path}"),
        };
        if (body.Length > 0)
            all["Content-Length"] = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in headers)
            all[name] = value;
        var lines = all.Where(header => header.Value.Length > 0).Select(header => $"{header.Key}: {header.Value}\r\n");
        return Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\n{string.Concat(lines)}\r\n{body}");
    }

    public (int Status, string Body) Exchange(byte[] request)
    {
        Stream.Write(request);
        return Read();
    }

    public (int Status, string Body) Exchange(string request) => Exchange(Encoding.Latin1.GetBytes(request));

    /// <summary>Reads one answer; the status is zero if the server only closed.</summary>
    public (int Status, string Body) Read()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var octet = ReadOctet();
            if (octet < 0)
                return (0, "");
            head.Append((char)octet);
        }

        var text = head.ToString();
        var length = int.Parse(text.Split("Content-Length: ")[1].Split("\r\n")[0], CultureInfo.InvariantCulture);
        var body = new byte[length];
        Stream.ReadExactly(body);
        return (int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), Encoding.UTF8.GetString(body));
    }

    /// <summary>Whether the server closes, rather than waiting for more.</summary>
    public bool IsClosed() => ReadOctet() < 0;

    public void Dispose() => client.Dispose();

    private int ReadOctet()
    {
        try
        {
            return Stream.ReadByte();
        }
        catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return -1;
        }
    }
}
