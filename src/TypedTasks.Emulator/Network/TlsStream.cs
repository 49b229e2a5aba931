using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TypedTasks.Emulator.Network;

/// <summary>Opens TLS on an accepted connection, by blocking calls on the thread of that connection.</summary>
internal static class TlsStream
{
    private const int HandshakeMilliseconds = 10_000;

    public static SslServerAuthenticationOptions? Options(X509Certificate2? certificate) => certificate is null
        ? null
        : new() { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) };

    public static SslStream Open(Socket socket, SslServerAuthenticationOptions options)
    {
        socket.Blocking = true;
        socket.ReceiveTimeout = HandshakeMilliseconds;
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            stream.AuthenticateAsServer(options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        socket.ReceiveTimeout = 0;
        return stream;
    }
}
