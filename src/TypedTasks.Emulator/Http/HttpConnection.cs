using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Http;

/// <summary>One client of the HTTP port, on a thread of its own: a pool that user code blocks must not stop it.</summary>
internal sealed class HttpConnection(
    Socket socket, HttpRoutes routes, SslServerAuthenticationOptions? tls, TimeProvider time, ILogger logger, Action<IWire> handOver, Action<HttpConnection> ended)
{
    private const int SendMilliseconds = 10_000;
    private const int LingerMilliseconds = 500;

    public void Start() => new Thread(Run, 512 * 1024) { IsBackground = true, Name = "Service Bus emulator HTTP" }.Start();

    public void Abort()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer or the thread of the connection was faster.
        }
    }

    private void Run()
    {
        var isHandedOver = false;
        Stream? stream = null;
        try
        {
            socket.SendTimeout = SendMilliseconds;
#pragma warning disable CA2000 // Whoever took it over disposes of it.
            stream = Open();
#pragma warning restore CA2000
            isHandedOver = Serve(stream);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // The peer is gone, or speaks something else than TLS.
            HttpLog.ConnectionLost(logger, failure.Message);
        }
        catch (Exception failure)
        {
            Amqp.Log.ConnectionFailed(logger, failure);
        }
        finally
        {
            if (!isHandedOver)
            {
                stream?.Dispose();
                socket.Dispose();
            }

            ended(this);
        }
    }

    private Stream Open() => tls is null ? new NetworkStream(socket, ownsSocket: false) : TlsStream.Open(socket, tls);

    /// <summary>Answers requests; true if the connection now belongs to somebody else.</summary>
    private bool Serve(Stream stream)
    {
        var reader = new HttpReader(stream, milliseconds => socket.ReceiveTimeout = milliseconds, time);
        try
        {
            while (reader.ReadHead() is { } request)
            {
                if (WebSocketUpgrade.IsAt(request))
                {
                    routes.CheckPlace(request, tls is not null);
                    HandOver(stream, WebSocketUpgrade.Accept(request), reader.Rest.Length);
                    return true;
                }

                var isRead = false;
                var response = routes.Answer(request, tls is not null, () =>
                {
                    var body = reader.ReadBody(request);
                    isRead = true;
                    return body;
                });
                // What was not read would be taken for the next request.
                var persists = request.IsPersistent && (isRead || HasNoBody(request));
                stream.Write(response.Encode(time.GetUtcNow(), persists));
                if (persists)
                    continue;
                Linger(stream);
                return false;
            }
        }
        catch (HttpException refusal)
        {
            stream.Write(HttpResponse.Text(refusal.Status, refusal.Message).Encode(time.GetUtcNow(), isPersistent: false));
            Linger(stream);
        }
        catch (Exception failure) when (failure is not IOException)
        {
            Amqp.Log.ConnectionFailed(logger, failure);
            stream.Write(HttpResponse.Text(500, "The emulator failed; its log says more.").Encode(time.GetUtcNow(), isPersistent: false));
            Linger(stream);
        }

        return false;
    }

    private void HandOver(Stream stream, byte[] answer, int unread)
    {
        if (unread > 0)
            throw new HttpException(400, "A WebSocket begins when its request has been answered.");
        stream.Write(answer);
        (socket.ReceiveTimeout, socket.SendTimeout) = (0, 0);
#pragma warning disable CA2000 // It belongs to whoever serves it from now on.
        handOver(new StreamWire(socket, () => new WebSocketStream(stream)));
#pragma warning restore CA2000
    }

    private static bool HasNoBody(HttpRequest request) => request.Header("Content-Length") is null or "0" && request.Header("Transfer-Encoding") is null;

    // Closing on unread bytes would reset the connection, and the answer with it.
    private void Linger(Stream stream)
    {
        stream.Flush();
        socket.Shutdown(SocketShutdown.Send);
        socket.ReceiveTimeout = LingerMilliseconds;
        Span<byte> rest = stackalloc byte[1024];
        try
        {
            for (var i = 0; i < 64 && socket.Receive(rest) > 0; i++)
            {
                // Thrown away.
            }
        }
        catch (SocketException)
        {
            // It sent nothing more, or is gone.
        }
    }
}
