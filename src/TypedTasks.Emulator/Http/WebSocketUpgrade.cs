using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Emulator.Http;

/// <summary>Turns an HTTP connection into a WebSocket that carries AMQP, as the service offers it on its HTTPS port.</summary>
internal static class WebSocketUpgrade
{
    private const string Path = "/$servicebus/websocket";
    private const string Secret = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>The name that Service Bus made up, and the one of the standard: clients ask for one or the other.</summary>
    private static readonly string[] Protocols = ["AMQPWSB10", "amqp"];

    public static bool IsAt(HttpRequest request) => request.Path.TrimEnd('/').Equals(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer that turns the connection over.</summary>
    public static byte[] Accept(HttpRequest request)
    {
        if (request.Method != "GET" || !request.HasToken("Connection", "Upgrade") || !request.HasToken("Upgrade", "websocket"))
            throw new HttpException(400, "Only WebSockets are served at this address.");
        if (request.Header("Sec-WebSocket-Version") != "13")
            throw new HttpException(400, "Only version 13 of the WebSocket protocol is spoken here.");
        var protocol = Array.Find(Protocols, known => request.HasToken("Sec-WebSocket-Protocol", known))
            ?? throw new HttpException(400, $"The WebSocket protocol must be {string.Join(" or ", Protocols)}.");
        var key = request.Header("Sec-WebSocket-Key") ?? "";
        Span<byte> nonce = stackalloc byte[32];
        if (key.Length > 32 || !Convert.TryFromBase64String(key, nonce, out var length) || length != 16)
            throw new HttpException(400, "The key of the WebSocket is malformed.");
#pragma warning disable CA5350 // The protocol asks for SHA-1, and hides nothing by it.
        var proof = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Secret)));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {proof}\r\nSec-WebSocket-Protocol: {protocol}\r\n\r\n");
    }
}
