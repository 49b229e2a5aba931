using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Http;

/// <summary>One client of the HTTP port, on a thread of its own: a pool that user code blocks must not stop it.</summary>
internal sealed class HttpConnection(Socket socket, HttpRoutes routes, SslServerAuthenticationOptions? tls, TimeProvider time, ILogger logger, Action<HttpConnection> ended)
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
        try
        {
            socket.SendTimeout = SendMilliseconds;
            using var stream = Open();
            Serve(stream);
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
            socket.Dispose();
            ended(this);
        }
    }

    private Stream Open() => tls is null ? new NetworkStream(socket, ownsSocket: false) : TlsStream.Open(socket, tls);

    private void Serve(Stream stream)
    {
        var reader = new HttpReader(stream, milliseconds => socket.ReceiveTimeout = milliseconds, time);
        try
        {
            while (reader.ReadHead() is { } request)
            {
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
                if (persists) continue;
                Linger(stream);
                return;
            }
        }
        catch (HttpException refusal)
        {
            stream.Write(HttpResponse.Text(refusal.Status, refusal.Message).Encode(time.GetUtcNow(), isPersistent: false));
            Linger(stream);
        }
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
